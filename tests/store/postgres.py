"""A PostgreSQL cluster of the tests' own: made in a folder of its own, reached through a socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

PASSWORD = "tongxing-2026"
_TABLES = ("scenarios", "ledgers", "files", "parts", "preferences")
"""Those that the others hang on come first."""


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, of the newest version installed; None on a machine without PostgreSQL."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    places = [Path(found).resolve().parent] if found else [each.parent for each in debian]
    return places[-1] if places else None


@dataclass
class Cluster:
    """One server. It refuses to run as root, so root runs it as somebody else."""

    programs: Path
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="bianzhi-pg-", dir="/tmp")))
    """Not in pytest's folders: those are closed to other users, and too long for the path of a socket."""

    @property
    def url(self) -> str:
        """URL of the database that the tests use."""
        return self.url_for()

    def url_for(self, user: str = "bianzhi", password: str = PASSWORD, database: str = "bianzhi") -> str:
        """URL of a database of this cluster."""
        return f"postgresql+psycopg://{user}:{password}@/{database}?host={self.folder}"

    def make(self) -> None:
        """Make the cluster, start it and make the database."""
        word = self.folder / "word"
        word.write_text(PASSWORD)
        if os.geteuid() == 0:
            for each in (self.folder, word):
                shutil.chown(each, "postgres", "postgres")
        options = ["-U", "bianzhi", "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256", f"--pwfile={word}", "-N"]
        self._run("initdb", "-D", str(self.folder / "data"), *options)
        self.start()
        with self.connect("postgres") as connection:
            connection.execute("CREATE DATABASE bianzhi")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-c listen_addresses='' -k {self.folder}"
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "log"), "-o", options, "start"
        )

    def stop(self, how: str = "fast") -> None:
        """Stop the server; ``immediate`` does it as a power cut would, but for what the disk has taken already."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", how, "-w", "stop")

    def connect(self, database: str = "bianzhi") -> psycopg.Connection:
        """A connection of the tests' own."""
        return psycopg.connect(
            host=str(self.folder), user="bianzhi", password=PASSWORD, dbname=database, autocommit=True
        )

    def empty(self) -> None:
        """Drop everything in the database."""
        with self.connect() as connection:
            connection.execute("SET client_min_messages = warning")
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")

    def clear(self) -> None:
        """Delete every row, and leave the tables; an empty database stays empty."""
        with self.connect() as connection, connection.transaction():
            if connection.execute("SELECT to_regclass('alembic_version')").fetchone() != (None,):
                for table in _TABLES:
                    connection.execute(f"DELETE FROM {table}")

    def remove(self) -> None:
        """Stop the server and delete the folder."""
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        user = "postgres" if os.geteuid() == 0 else None
        subprocess.run(
            [str(self.programs / program), *arguments],
            check=True,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
