"""Who asked to take a review back?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.workflow import MoveRefused
from reviews import commands
from reviews.views.reading import find


@at_centre(Permission.RAISE_REQUESTS)
def withdraw(request, centre, pk):
    """Ask once more, then take the review back."""
    review = find(centre, pk)
    if request.method != "POST":
        return render(request, "reviews/withdraw.html", {"review": review})
    try:
        commands.withdraw(review=review, by=request.user, at=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Review {review.number} is withdrawn. Nothing is charged.")
    return redirect(review)
