"""What all subcommands share: options, course, exit status, JSON."""

from __future__ import annotations

import copy
import inspect
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from nbgrader.apps.baseapp import NbGrader, nbgrader_aliases, nbgrader_flags
from traitlets import TraitError, Unicode, default
from traitlets.config.loader import ArgumentError

from homeroom.course import Course, CourseError
from homeroom.errors import UsageError

HELP_OPTIONS = {"-h", "--help", "--help-all", "--version", "-V"}


class HomeroomCommand(NbGrader):
    """A command of Homeroom: a traitlets application that nbgrader_config.py configures.

    A subcommand overrides `run`, which returns the exit status.
    """

    json_file = Unicode("", help="Also write what was found to this file, as JSON.").tag(
        config=True
    )

    aliases = {
        "course-dir": nbgrader_aliases["course-dir"],
        "log-level": nbgrader_aliases["log-level"],
        "json": "HomeroomCommand.json_file",
    }
    flags = {name: nbgrader_flags[name] for name in ("debug", "quiet")}

    @default("log_level")
    def _log_level_default(self) -> int:
        return logging.WARNING

    @default("classes")
    def _classes_default(self) -> list[type]:
        return [HomeroomCommand, type(self), *super()._classes_default(), *self.more_classes()]

    def more_classes(self) -> list[type]:
        """Name the classes, besides nbgrader's, that an alias of this command sets.

        They are imported here and not with the module: most commands need none of them.
        """
        return []

    def run(self) -> int:
        """Do the work and return the exit status."""
        raise NotImplementedError

    def start(self) -> int:
        """Run the subcommand that was asked for, or this one."""
        if self.subapp is not None:
            return self.subapp.start()
        return self.run()

    def initialize(self, argv: Sequence[str] | None = None) -> None:
        """Read the command line; settings are read when a command opens the course."""
        try:
            self.parse_command_line(argv)
        except (TraitError, ArgumentError) as error:
            self.refuse(f"{error}.")

    def parse_command_line(self, argv: Sequence[str] | None = None) -> None:
        """Refuse options that do not exist; traitlets would only warn of them."""
        if argv and argv[0] in (self.subcommands or {}):
            self.initialize_subcommand(argv[0], list(argv[1:]))
            return
        for option in _options(argv or ()):
            if option not in HELP_OPTIONS and not self._knows(option):
                self.refuse(f"There is no option {option}.")
        # Undecorated: traitlets' decorator would log the error and leave with status 1.
        inspect.unwrap(NbGrader.parse_command_line)(self, argv)

    def _knows(self, option: str) -> bool:
        name = option.lstrip("-")
        if "." in name:
            return any(
                cls.__name__ == name.split(".")[0] and name.split(".")[1] in cls.class_traits()
                for cls in self._classes_inc_parents(self._classes_of_nbgrader())
            )
        return name in self._names(self.flags) or name in self._names(self.aliases)

    def _classes_of_nbgrader(self) -> list[type]:
        return [*self.classes, *self.all_configurable_classes()]

    @staticmethod
    def _names(options: Mapping[Any, Any]) -> set[str]:
        """Options may be named by a string or by a tuple of them."""
        return {n for key in options for n in ((key,) if isinstance(key, str) else key)}

    def refuse(self, why: str) -> NoReturn:
        """Raise the error that ends the program with status 2."""
        command = self.name.replace("homeroom-", "homeroom ", 1)
        raise UsageError(f"{why} `{command} --help` lists what there is.")

    def find_course(self) -> Course:
        """Open the course: the one of --course-dir, else the one around the current folder."""
        given = self.config.get("CourseDirectory", {}).get("root")
        if given and not Path(given).is_dir():
            raise CourseError(f"--course-dir: there is no folder {given}.")
        course = Course.open(given or Course.find().root, copy.deepcopy(self.cli_config))
        self.update_config(course.config)
        return course

    def write_json(self, content: Mapping[str, Any]) -> None:
        """Write the result to the file of --json, if one was named."""
        if self.json_file:
            text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
            try:
                Path(self.json_file).write_text(text, encoding="utf-8")
            except OSError as error:
                raise UsageError(
                    f"--json: {self.json_file} cannot be written ({error.strerror})."
                ) from error


class CommandGroup(HomeroomCommand):
    """A command that has subcommands and does nothing by itself."""

    def run(self) -> int:
        """Answer a call without a subcommand, or with one that does not exist."""
        if self.extra_args:
            self.refuse(f"There is no command {self.extra_args[0]!r}.")
        self.print_help()
        self.refuse("No command was given.")


def _options(argv: Sequence[str]) -> list[str]:
    """List the option names in a command line, without their values."""
    before = argv[: list(argv).index("--")] if "--" in argv else argv
    return [word.split("=")[0] for word in before if word.startswith("-") and word != "-"]
