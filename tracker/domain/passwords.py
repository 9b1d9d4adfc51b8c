"""Which passwords a person may choose (等保二级): long enough, mixed, and not soon guessed."""

import re
import unicodedata
from collections.abc import Callable

from tracker.domain.errors import RuleBroken

SHORTEST = 8
KINDS = 2
# What is left of a password beside the login in it must be more than a few figures.
BESIDE_LOGIN = 6
# Fewer different signs than this are a pattern: aaaa1111, 1a1a1a1a.
DIFFERENT_SIGNS = 4

_KINDS: tuple[Callable[[str], bool], ...] = (
    str.islower,
    str.isupper,
    str.isdigit,
    lambda sign: not (sign.islower() or sign.isupper() or sign.isdigit()),
)

# The commonest of the lists that guessers begin with, those that keep the other rules.
_LIST = """
    1234567890a 123456789a 123456789q 12345678a 12345678q 1234567a 123456aa 123456ab 123456abc
    123456qq 123456qwe 12345qwert 1234qwer 123abc123 123qwe123 123qweasd 1a2b3c4d 1q2w3e4r
    1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc 1qaz@wsx 1qazxsw2 21century 5201314a 5201314abc 88888888a
    a1234567 a12345678 a123456789 a1234567890 a1b2c3d4 a5201314 aa123456 aa123456789 aaa123456
    abc12345 abc123456 abc123456789 abc@12345 abcd1234 abcd12345 abcd@1234 admin123 admin1234
    admin12345 admin123456 admin888 admin8888 admin@123 admin@1234 admin@123456 administrator1
    asd123456 asdf1234 asdfghjkl1 asdzxc123 baseball1 changeme1 charlie1 china123 china2008
    computer1 dragon123 football1 gongwuyuan1 google123 guest123 hello123 huawei@123 iloveyou1
    iloveyou2 letmein1 love1234 master123 mima1234 mima123456 monkey123 mypassword1 nihao123
    p@55w0rd p@ssw0rd p@ssw0rd1 p@ssw0rd123 p@ssword p@ssword1 pa$$w0rd passw0rd passw0rd1
    password1 password12 password123 password1234 password@1 password@123 princess1 q1w2e3r4
    q1w2e3r4t5 qazwsx123 qq123456 qq1234567 qq123456789 qwe123456 qwe123qwe qweasd123 qwer1234
    qwer12345 qwer@1234 qwert12345 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 root1234
    root123456 root@123 sunshine1 superman1 system123 test1234 test12345 test123456 trustno1
    user1234 user123456 wang1234 wang123456 welcome1 welcome123 welcome@123 winner123 woaini123
    woaini1314 woaini520 woaini5201314 woaini521 wodemima1 xiaoxiao1 zaq12wsx zaq1xsw2 zhang123
    zhang123456 zhangwei1 zxc123456 zxcv1234 zxcvbn123 zxcvbnm1 zxcvbnm123
"""
# Common as well when only a capital, a year or a sign at an end makes them keep the other rules.
_WORDS = """
    00000000 01234567 0123456789 11111111 11223344 12341234 12345678 123456789 1234567890 123123123
    147258369 22222222 33333333 5201314 52013145201314 55555555 66666666 87654321 88888888 987654321
    99999999 abcdefg abcdefgh abcd abcd.1234 abc admin administrator asdfghjk asdfghjkl baseball
    beijing changeme china computer football gongwuyuan guest huawei iloveyou letmein mima monkey
    mypassword
    nihao p@55w0rd p@ssw0rd p@ssword pa$$w0rd pass passw0rd password princess qazwsx qazwsxedc qwer
    qwert qwerty qwertyui qwertyuiop root sunshine superman system test user welcome woaini
    woaizhongguo xiaoxiao zhang zhangwei zhongguo zxcvbnm
"""
_COMMONEST = frozenset(_LIST.split()) | frozenset(_WORDS.split())
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SIGNS = " \t!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~。，！？、·"


def check_password(password: str, *, login: str) -> tuple[RuleBroken, ...]:
    """One fault at most: the first rule that is not kept."""
    if len(password) < SHORTEST:
        return (_fault("user.password-short", limit=SHORTEST),)
    if sum(any(map(is_kind, password)) for is_kind in _KINDS) < KINDS or not password.strip():
        return (_fault("user.password-one-kind"),)
    plain = unicodedata.normalize("NFKC", password).casefold()
    if _is_the_login(plain, login.casefold()):
        return (_fault("user.password-is-login"),)
    if len(set(plain)) < DIFFERENT_SIGNS or _is_common(plain):
        return (_fault("user.password-common"),)
    return ()


def _is_common(password: str) -> bool:
    bare = password.strip(_SIGNS)
    without_year = _YEAR.sub("", bare).strip(_SIGNS)
    return not _COMMONEST.isdisjoint((password, bare, without_year))


def _is_the_login(password: str, login: str) -> bool:
    """The login itself, from behind, or with a few figures around it."""
    spellings = {login, login[::-1]} - {""}
    return any(
        spelling in password and len(password.replace(spelling, "")) < BESIDE_LOGIN
        for spelling in spellings
    )


def _fault(code: str, **parameters: int) -> RuleBroken:
    return RuleBroken(code, field="password", **parameters)
