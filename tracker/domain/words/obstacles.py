"""What a person reads when the database or the machine is in the way: what is wrong, what to do."""

import errno
from collections.abc import Mapping

from tracker.domain.health import Obstacle

OF_DATABASE: Mapping[Obstacle, str] = {
    Obstacle.BROKEN: "数据库已损坏（{reason}）：请停用系统，从备份恢复。",
    Obstacle.BUSY: "数据库正忙，等了很久也没有轮到：请稍后再试；总是这样时，请看有没有别的程序占着它。",
    Obstacle.CLOSED: "数据库打不开（{reason}）：请检查 DATABASE_URL，以及文件夹的权限。",
    Obstacle.FULL: "磁盘已满，没有写入：请清理磁盘后再试。",
    Obstacle.OTHER: "数据库出错（{reason}）：请运行 flask doctor。",
    Obstacle.READ_ONLY: "数据库只能读，不能写：请检查数据库文件及其文件夹的权限。",
}

# For people at a page, who cannot mend it.
ON_PAGE: Mapping[Obstacle, str] = {
    Obstacle.BROKEN: "数据库出了问题，请告知系统管理员。",
    Obstacle.BUSY: "同时办理的人很多，这一次没有轮到。请过几秒再试。",
    Obstacle.CLOSED: "数据库暂时连不上，请过一会儿再试；仍不成功时，请告知系统管理员。",
    Obstacle.FULL: "服务器磁盘已满，存不进去，请告知系统管理员。",
    Obstacle.OTHER: "数据库没有办成，请过一会儿再试；仍不成功时，请告知系统管理员。",
    Obstacle.READ_ONLY: "数据库现在只能看，不能改，请告知系统管理员。",
}

# By errno; of other errors the system's own words are shown.
OF_SYSTEM: Mapping[int, str] = {
    errno.EACCES: "没有权限",
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EADDRNOTAVAIL: "不是本机的地址",
    errno.EDQUOT: "磁盘配额已满",
    errno.EEXIST: "已有同名的文件",
    errno.EFBIG: "文件太大",
    errno.EIO: "磁盘读写出错",
    errno.EISDIR: "这是文件夹",
    errno.EMFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "名称太长",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "路径中间的一段不是文件夹",
    errno.EPERM: "不允许这样做",
    errno.EROFS: "磁盘只读",
}


def database_sentence(obstacle: Obstacle, reason: str) -> str:
    return OF_DATABASE[obstacle].format(reason=reason)


def system_words(error: OSError) -> str:
    return OF_SYSTEM.get(error.errno or 0) or error.strerror or str(error)


def system_sentence(error: OSError) -> str:
    """With the path, if it is one that stands in the way."""
    named = f"{error.filename}：" if isinstance(error.filename, str) else ""
    return f"{named}{system_words(error)}。"
