"""Knows what the name of a unit looks like in a list, and cuts such lists into names."""

import re
from functools import lru_cache

# What names of offices, bureaus, schools and grass-roots bodies end with.
_TAIL = (
    "局|委|委员会|办|办公室|科|科室|处|处室|部|部门|院|会|联|队|支队|大队|所|中心|府|公司|集团|街道|街办|乡|镇|"
    "站|组|厅|室|股|团|校|系|馆|台|社|单位|企业|区|县|市|州|盟|旗|村|社区|银行|学院|党委|支部|专班|机关|"
    "协会|商会|联盟|基地|机构|园区|开发区|管委会|各地|署|人行|分行|支行|村居|纪委监委|班"
)
_LOOKS = re.compile(rf"(?:{_TAIL})(?:\([^()]{{1,20}}\))?(?:等)?$")
_PLAINLY = re.compile(
    r"^(?!含|包括|以下|原|如|即|试|暂|不(?!动产)|[一二三四五六七八九十两]级|党支部$|医院$|居委会$|村委会$)[\u4e00-\u9fff()、“”]*(?:局|委|办|部|厅|科|处|室|院|会|政府|公司|大队|支队|中心|街道|署|机关|人行|分行)$"
)
_MARKS = re.compile(r"[、,;\s/|]+")
# 和 and 及 also stand inside names (发展和改革委): they part names only behind a whole name.
_AND = re.compile(
    r"(?<=[局委办科处部院联队所府司镇乡组厅室股团校系馆社位道])(?:以及|和|及|与|同)(?=[\u4e00-\u9fff])"
)
# Names that a flattened table has run together: a new one starts with its place or 各.
_GLUED = re.compile(r"(?<=[局委办科处部院联会府])(?=[省市区县州盟旗各](?!域|外))")
_LEADING = re.compile(r"^(?:由|以及|及|和|与|其中|各有关:|具体由)(?=.{2})")
_TRAILING = re.compile(
    r"(?:等(?:有关|相关)?(?:(?:单位|部门|科室|地方)(?:[和及、](?:单位|部门|科室))?)?|按照?(?:各自)?职责(?:分工)?|分别|共同)$"
)
_STRANGE = re.compile(r"[。:!?《》\d%]")
_LONGEST = 40


@lru_cache(maxsize=1024)
def looks_like_unit(name: str) -> bool:
    return 2 <= len(name) <= _LONGEST and bool(_LOOKS.search(name)) and not _STRANGE.search(name)


def is_plainly_unit(name: str) -> bool:
    """Needs no word beside it that says so: 市教育局, but not 街道 or 含管委会."""
    return len(name) >= 3 and looks_like_unit(name) and bool(_PLAINLY.search(name))


@lru_cache(maxsize=1024)  # the same few units are named under task after task
def split_names(text: str) -> tuple[str, ...]:
    """The names in 区甲局、乙局和丙办等; what does not look like one is left out by the caller."""
    names: list[str] = []
    for part in _MARKS.split(_shield(text)):
        for piece in _AND.split(part):
            name = _tidy(piece.replace("\0", "、"))
            if len(name) >= 2 and name not in names:
                names.append(name)
    return tuple(names)


def split_glued(text: str) -> tuple[str, ...]:
    """Names that stand one behind the other without a mark."""
    return tuple(
        name for run in split_names(text) for name in _GLUED.split(run) if looks_like_unit(name)
    )


def _shield(text: str) -> str:
    """Marks inside brackets belong to one name: 各乡镇(街道、园区)."""
    if "(" not in text:
        return text
    return re.sub(r"\([^()]*\)", lambda match: match[0].replace("、", "\0"), text)


def _tidy(name: str) -> str:
    name = _LEADING.sub("", name.strip(" .。:·-—\t[]【】"))
    return _TRAILING.sub("", name) or name
