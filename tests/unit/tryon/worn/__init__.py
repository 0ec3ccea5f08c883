"""Things worn beside glasses."""
