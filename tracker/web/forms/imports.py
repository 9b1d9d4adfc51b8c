"""导入: the upload of a document."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import ValidationError

from tracker.domain.errors import RuleBroken
from tracker.domain.terms.dates import year_faults
from tracker.domain.uploads import Upload
from tracker.domain.words.errors import error_sentence
from tracker.web.fields import FigureField


class UploadForm(FlaskForm):  # type: ignore[misc]
    file = FileField("计划文件")
    year = FigureField("年份（文件中没有写明时填）", wrong="year.not-a-year")

    def upload(self) -> Upload:
        """Of a form that holds."""
        year = self.year.value
        return Upload(
            filename=self.file.data.filename or "",
            data=self.file.data.read(),
            year=None if year is None else int(year),
        )

    def validate_file(self, field: FileField) -> None:
        if not field.data:
            raise ValidationError(error_sentence(RuleBroken("file.missing")))

    def validate_year(self, field: FigureField) -> None:
        for fault in year_faults(field.value):
            raise ValidationError(error_sentence(fault))
