"""Passwords and keys: in the operating system's keyring or the environment, never in a file, a log or the store."""

import os

from shopassistant.core.errors import EnvironmentProblem

SERVICE = "shopassistant"
# Where a machine has no keyring (a server), the environment says it.
VARIABLES = {
    "smtp": "SHOPASSISTANT_SMTP_PASSWORD",
    "imap": "SHOPASSISTANT_IMAP_PASSWORD",
    "language": "SHOPASSISTANT_LANGUAGE_KEY",
}


def read_secret(name: str) -> str:
    """The secret called `name`; empty where nobody stored one.

    Args:
        name: its first word is one of `VARIABLES`, whose environment variable wins.

    Raises:
        EnvironmentProblem: ``secrets.keyring``, the system's keyring is locked or broken.
    """
    given = os.environ.get(VARIABLES[name.split()[0]], "")
    if given:
        return given
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    try:
        return keyring.get_password(SERVICE, name) or ""
    except NoKeyringError:
        return ""  # none was ever stored here
    except KeyringError as error:
        raise EnvironmentProblem("secrets.keyring", reason=type(error).__name__) from error


def write_secret(name: str, secret: str) -> None:
    """Put a secret into the system's keyring; an empty one takes it out.

    Raises:
        EnvironmentProblem: ``secrets.no_keyring``, the system has none (then the environment must say it);
            ``secrets.keyring``.
    """
    import keyring
    from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError

    try:
        if secret:
            keyring.set_password(SERVICE, name, secret)
        elif keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
    except NoKeyringError as error:
        raise EnvironmentProblem("secrets.no_keyring", variable=VARIABLES[name.split()[0]]) from error
    except PasswordDeleteError:
        return  # another window was faster
    except KeyringError as error:
        raise EnvironmentProblem("secrets.keyring", reason=type(error).__name__) from error
