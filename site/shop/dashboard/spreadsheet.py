"""Tables for a spreadsheet: text that it would run as a formula is disarmed."""

import csv

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def disarmed(value):
    """The value as text that a spreadsheet only shows."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_file(name, header, rows):
    """A response that downloads the rows as a CSV file."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # so that spreadsheets read it as UTF-8
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([disarmed(value) for value in row] for row in rows)
    return response
