"""allauth's switches, each with its reason. settings.py takes over the names in capitals.

People sign in by phone or user name; e-mail is optional everywhere; accounts are made by officers, so there is no public sign-up.
"""

from environs import Env as _Env

_env = _Env()

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:week_show"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

# --- Names -----------------------------------------------------------------------------------------------------------
ACCOUNT_ADAPTER = "kentongan.accounts.adapters.AccountAdapter"
# The form turns a phone number into its owner's user name before allauth sees it, so allauth knows one kind of name only and counts
# attempts on a person, not on ways to type her number.
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USER_DISPLAY = "kentongan.accounts.adapters.name_of"
ACCOUNT_FORMS = {
    "login": "kentongan.accounts.forms.SignInForm",
    "reauthenticate": "kentongan.accounts.forms.ConfirmForm",
    "change_password": "kentongan.accounts.forms.ChangePasswordForm",
    "set_password": "kentongan.accounts.forms.NewPasswordForm",
    "reset_password": "kentongan.accounts.forms.MailCodeForm",
    "reset_password_from_key": "kentongan.accounts.forms.NewPasswordForm",
    "confirm_password_reset_code": "kentongan.accounts.forms.MailCodeConfirmForm",
}

# --- E-mail: a quiet second way, for those who have it -----------------------------------------------------------------
ACCOUNT_EMAIL_VERIFICATION = "none"  # nobody is kept out for want of e-mail
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger who types your address must not be able to have mail sent to you
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True  # a code is typed on the same phone; a link opens in whatever browser the mail app likes
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60  # mail over 2G takes its time

# --- Passwords ---------------------------------------------------------------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kentongan.accounts.validators.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "kentongan.accounts.validators.NotAmongLeaked"},
    {"NAME": "kentongan.accounts.validators.NotFirstGuess"},
    {"NAME": "kentongan.accounts.validators.NotAboutYou", "OPTIONS": {"user_attributes": ("username", "full_name", "phone")}},
]

# --- Sessions ----------------------------------------------------------------------------------------------------------
# One cookie for the hub's host alone (no Domain), out of reach of scripts, sent along links but not along foreign forms.
SESSION_COOKIE_AGE = ACCOUNT_SESSION_COOKIE_AGE = 30 * 86400  # "HP sendiri"; a borrowed phone is signed out when the browser closes
SESSION_COOKIE_DOMAIN = None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
ACCOUNT_SESSION_REMEMBER = None  # the form asks
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this browser stays; the adapter ends the others
USERSESSIONS_TRACK_ACTIVITY = False  # one write for each page would be the costliest thing in the house

# --- Limits: by name, never by address alone ---------------------------------------------------------------------------
# A village shares one Wi-Fi and a mobile network puts thousands behind one address (DOMAIN.md §8), so no limit counts addresses.
# sign_in_here stops somebody who guesses at one name from one place without touching its owner elsewhere; sign_in_anywhere stops many
# places together. Whoever is stopped can still come in by passkey or by an officer's code, or wait.
ACCOUNT_RATE_LIMITS = {
    "sign_in_here": "10/5m/key",
    "sign_in_anywhere": "40/15m/key",
    "recovery": "10/15m/key",
    "login_failed": "5/5m/key",  # what remains of it: codes of the second step, counted by person after a right password
    "login": None,
    "signup": None,
    "reset_password": "5/m/key",
    "reset_password_from_key": None,  # the code itself allows five tries
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": None}  # a passkey cannot be guessed
# Behind one proxy of our own the visitor's address is the last one it wrote down.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _env.bool("KENTONGAN_BEHIND_PROXY", default=False) else 0

# --- Second step and passkeys ------------------------------------------------------------------------------------------
MFA_ADAPTER = "kentongan.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True  # e-mail is nobody's identity here
MFA_TOTP_TOLERANCE = 1  # cheap phones' clocks are half a minute off
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# fido2's own check lets every subdomain through, and there other people's sites live. Our forms accept the hub's origin and nothing else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
MFA_FORMS = {
    "authenticate": "kentongan.accounts.forms.SecondStepForm",
    "reauthenticate": "kentongan.accounts.forms.ConfirmByCodeForm",
    "activate_totp": "kentongan.accounts.forms.CodeAppForm",
    "add_webauthn": "kentongan.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "kentongan.accounts.forms.RenamePasskeyForm",
    "login_webauthn": "kentongan.accounts.forms.SignInByPasskeyForm",
    "authenticate_webauthn": "kentongan.accounts.forms.SecondStepByPasskeyForm",
    "reauthenticate_webauthn": "kentongan.accounts.forms.ConfirmByPasskeyForm",
}

# --- Recovery by an officer of the group ---------------------------------------------------------------------------------
RECOVERY_CODE_HOURS = _env.int("KENTONGAN_RECOVERY_CODE_HOURS", default=48)  # a weekend, to walk to the next village with signal
RECOVERY_CODE_MOST_ATTEMPTS = 20  # of codes whose check character is right; a slip of the thumb does not count
