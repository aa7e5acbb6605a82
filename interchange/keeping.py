"""How is a file kept that somebody sends? In one way, whatever it proves (docs/adr/0031).

It is written first, under a name nobody can guess; the record that names it is saved in the
command's transaction. A refused command takes its files away again. A file is deleted only once it
is certain that no record names it; what a crash left behind is swept when it is old.
"""

import logging
import uuid
from contextvars import ContextVar
from datetime import timedelta
from functools import partial, wraps

from django.apps import apps
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import FileField

log = logging.getLogger(__name__)

OLD = timedelta(days=1)  # no transaction lasts as long
FEW = 100  # files without a record that can be swept in any case

_written = ContextVar("files written by the command under way")


def files_go_if_refused(command):
    """Have a command that keeps files take them away again if it is refused.

    Stands above `transaction.atomic`. Where the database failed, nobody knows what it saved: the
    files stay, and the sweeper looks at them later.
    """

    @wraps(command)
    def keeping(*args, **kwargs):
        outer, written = _written.get(None), []
        token = _written.set(written)
        try:
            done = command(*args, **kwargs)
        except (OperationalError, InterfaceError):
            raise
        except BaseException:
            for storage, name in written:
                storage.delete(name)
            raise
        finally:
            _written.reset(token)
        if outer is not None:
            outer += written
        return done

    return keeping


def write(model, upload, checked):
    """Write a checked upload where the model's files stand; give what a record says of it.

    These are the record's `file`, `name`, `content_type`, `size` and `digest`. Only a command
    decorated with `files_go_if_refused` may ask; RuntimeError says where one is not.
    """
    written = _written.get(None)
    if written is None:
        raise RuntimeError("the command that keeps a file lacks @files_go_if_refused")
    field = model._meta.get_field("file")
    upload.seek(0)
    name = field.storage.save(f"{field.upload_to}{uuid.uuid4().hex}", upload)
    written.append((field.storage, name))
    return {
        "file": name,
        "name": checked.name,
        "content_type": checked.content_type,
        "size": checked.size,
        "digest": checked.digest,
    }


def delete(records):
    """Delete records that name files, and the files once that is certain; give how many.

    `records` is a queryset. Each record is held first and looked at once more: one that somebody
    has put to use meanwhile, so that it is none of the queryset any longer, stays with its file.
    """
    with transaction.atomic():
        held = list(records.order_by("pk").select_for_update(of=("self",)))
        for one in held:
            transaction.on_commit(partial(one.file.storage.delete, one.file.name))
        records.model.objects.filter(pk__in=[one.pk for one in held]).delete()
    return len(held)


def sweep(*, at):
    """Delete the files that no record names and that are older than a day; give how many.

    Where most files seem to belong to nobody, this is another database than theirs: nothing is
    deleted then, and the log says so.
    """
    return sum(_sweep(field, at) for model in apps.get_models() for field in _file_fields(model))


def _file_fields(model):
    return [field for field in model._meta.local_fields if isinstance(field, FileField)]


def _sweep(field, at):
    named = set(field.model._base_manager.values_list(field.name, flat=True))
    stored = _old_files(field, at)
    unnamed = stored - named
    if len(unnamed) > FEW and len(unnamed) * 2 > len(stored):
        log.error(
            "%s of %s files in %s belong to no record, so this may be another database than theirs:"
            " none is deleted",
            len(unnamed),
            len(stored),
            field.upload_to,
        )
        return 0
    for name in unnamed:
        field.storage.delete(name)
    return len(unnamed)


def _old_files(field, at):
    try:
        _, names = field.storage.listdir(field.upload_to)
    except FileNotFoundError:
        return set()
    paths = (f"{field.upload_to}{name}" for name in names)
    return {path for path in paths if _written_at(field.storage, path, at) < at - OLD}


def _written_at(storage, path, at):
    try:
        return storage.get_modified_time(path)
    except FileNotFoundError:
        return at  # somebody deletes it now
