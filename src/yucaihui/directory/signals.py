"""What upper modules may listen to. Sent inside the transaction, with `person` or `people`."""

from django.dispatch import Signal

# The record changed in what others may find: profile, name, consent, a merge.
profile_saved = Signal()
# The record must leave every list and index: merged into another, erased, consent withdrawn.
person_hidden = Signal()
# A consent was taken back; sent with `consent` and `by`. What stood on it ends with it.
consent_withdrawn = Signal()
# Many new records at once (`people`): instead of profile_saved for each of them.
people_created = Signal()
