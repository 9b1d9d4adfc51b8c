"""The Chinese sentences for what is wrong with units and people."""

PEOPLE_ERRORS: dict[str, str] = {
    "user.unknown": "没有登录名为“{login}”的人员。",
    "user.gone": "没有这个人员。",
    "user.login-taken": "登录名“{login}”已有人使用。",
    "user.login-wrong": "登录名请用小写字母和数字，可带点、横线，最多 {limit} 个。",
    "user.mail-taken": "邮箱“{mail}”已有人使用。",
    "user.mail-wrong": "邮箱地址不对，应为“名称@单位域名”的形式。",
    "user.no-role": "请至少选一个角色。",
    "user.last-admin": "这是最后一个系统管理员，不能停用，也不能取消管理员角色。",
    "user.password-short": "密码至少 {limit} 位。",
    "user.password-wrong": "现在的密码不对。",
    "user.password-same": "新密码不能和现在的一样。",
    "user.password-differs": "两次填的新密码不一样。",
    "unit.unknown": "没有名为“{name}”的单位。",
    "unit.name-taken": "名称“{name}”已属于另一个单位。",
    "unit.too-many-lines": "最多 {limit} 行。",
    "unit.no-leader": "分管领导请从在用的局领导中选。",
    "unit.inactive": "“{name}”已停用。",
    "unit.merged-into-itself": "请选另一个单位。",
}
