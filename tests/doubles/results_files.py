"""What an office sends about files of results."""

from tests.doubles.scene import sending
from tests.factories import entries as make
from tests.factories import results as held


@sending("results:make_results_files")
def results_files_made(scene):
    candidate = held.a_candidate_with_uci(scene.centre)
    held.hold([make.an_entry(scene.centre, candidate=candidate)], {"1": "M"}, due=False)
    address = f"{scene.page('results:results_files')}?year=2025"
    return scene.presses(scene.office, address, "September series")
