"""Two gradebooks compared row by row, whatever ids nbgrader drew for their rows."""

from __future__ import annotations

from typing import Any

from nbgrader.api import Base
from sqlalchemy import Table, UniqueConstraint, create_engine, inspect, select, text

Row = tuple[tuple[str, Any], ...]


def snapshot(db_url: str) -> dict[str, list[Row]]:
    """Read every table of a gradebook into rows that can be compared.

    An id that nbgrader drew is replaced by the row that it stands for; ids that people gave (of
    students, of courses) stay. Rows are sorted.
    """
    engine = create_engine(db_url)
    try:
        with engine.connect() as connection:
            known: dict[tuple[str, str], Row] = {}
            found = {}
            for table in Base.metadata.sorted_tables:
                rows = connection.execute(select(table)).mappings().all()
                found[table.name] = sorted(
                    (_named(table, dict(row), known) for row in rows), key=repr
                )
            if inspect(engine).has_table("alembic_version"):
                version = connection.execute(text("SELECT version_num FROM alembic_version"))
                found["alembic_version"] = [(("version_num", v),) for (v,) in version]
            return found
    finally:
        engine.dispose()


def _named(table: Table, row: dict[str, Any], known: dict[tuple[str, str], Row]) -> Row:
    """Give a row without ids that were drawn, and remember what its own id stands for."""
    values = {}
    for column in table.columns:
        value = row[column.name]
        target = next(iter(column.foreign_keys), None)
        if target is not None and value is not None:
            value = known.get((target.column.table.name, value), value)
        elif column.primary_key and getattr(column.type, "length", None) == 32:
            continue
        values[column.name] = value
    if "id" in row and not any(column.foreign_keys for column in table.primary_key.columns):
        unique = _unique(table) & values.keys() or values.keys()
        known[table.name, row["id"]] = tuple((name, values[name]) for name in sorted(unique))
    return tuple(sorted(values.items()))


def _unique(table: Table) -> set[str]:
    """Names of the columns that tell a table's rows apart, where the table says so."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            return {column.name for column in constraint.columns}
    return {column.name for column in table.columns if column.unique}


def differences(first: dict[str, list[Row]], second: dict[str, list[Row]]) -> list[str]:
    """Say in words which rows only one of two snapshots has."""
    said = []
    for table in sorted(first.keys() | second.keys()):
        ours, theirs = first.get(table, []), second.get(table, [])
        said += [f"{table}: only in the first: {row}" for row in ours if row not in theirs]
        said += [f"{table}: only in the second: {row}" for row in theirs if row not in ours]
        if len(ours) != len(theirs) and not said:
            said.append(f"{table}: {len(ours)} rows and {len(theirs)}")
    return said
