//! A folder of its own for each test, an environment without surprises, and what a run
//! printed, ready for a snapshot.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Where a test runs.
pub(crate) struct Env {
    dir: TempDir,
    variables: Vec<(String, String)>,
}

/// What a run printed and how it ended; temporary folders are named `$DIR`.
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

impl Env {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// A folder with a small corpus/.
    pub(crate) fn with_corpus() -> Self {
        let env = Self::empty();
        env.write("corpus/2019/barrage.md", BARRAGE);
        env.write("corpus/2019/halles.md", HALLES);
        env.write("corpus/export.jsonl", EXPORT);
        env
    }

    /// The same with its index.
    pub(crate) fn indexed() -> Self {
        let env = Self::with_corpus();
        env.run(["index", "-q"]).succeeded();
        env
    }

    /// With one more variable in the environment.
    pub(crate) fn var(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// A path inside the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().canonicalize().unwrap().join(path)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The program, about to run in the folder.
    pub(crate) fn command<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiosque"));
        command
            .args(arguments)
            .current_dir(self.dir.path())
            .env_clear()
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    #[track_caller]
    pub(crate) fn run<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Run {
        self.finish(&mut self.command(arguments))
    }

    /// Runs a command to its end.
    #[track_caller]
    pub(crate) fn finish(&self, command: &mut Command) -> Run {
        let output = command.output().unwrap();
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(self.path("").to_str().unwrap(), "$DIR/")
        };
        Run {
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            code: output.status.code().unwrap(),
        }
    }

    /// The id of the first article that answers.
    #[track_caller]
    pub(crate) fn id(&self, query: &str) -> String {
        let found = self.run(["search", "--ids", "--limit", "1", query]).succeeded();
        found.stdout.trim_end().to_owned()
    }
}

impl Run {
    /// Fails the test unless all went well.
    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.code, 0, "{self}");
        self
    }
}

impl fmt::Display for Run {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.stdout)?;
        if !self.stderr.is_empty() {
            write!(out, "──── stderr ────\n{}", self.stderr)?;
        }
        writeln!(out, "[exit status: {}]", self.code)
    }
}

const BARRAGE: &str = "\
---
title: Le barrage de Sarlande rouvre ses vannes
date: 2019-04-11
author: Odile Ferrand
source: Le Courrier des Gorges
---

Après trois semaines de pluie, l’exploitant du barrage de Sarlande a rouvert deux
vannes mercredi soir. Le débit de la rivière restera surveillé jusqu’à dimanche.

Les riverains de l’île aux Moines ont été prévenus par la mairie. « Nous n’avions pas
vu autant d’eau depuis vingt ans », assure l’éclusier.
";

const HALLES: &str = "\
---
title: Les halles centrales fermeront pour deux ans de travaux
date: 2019-09
source: La Dépêche du Port
---

La mairie fermera les halles centrales en janvier. Les cinquante commerçants seront
logés sous un chapiteau, place de l’Horloge.
";

const EXPORT: &str = r#"{"title":"Une troisième vanne en travaux au barrage","date":"2020-02-03","publication":"Le Courrier des Gorges","author":"Odile Ferrand","text":"Le chantier de la troisième vanne durera six mois, annonce l’exploitant. Le barrage restera ouvert au public le dimanche."}
{"title":"Le port attend ses grues","text":"Les deux grues commandées par le port arriveront au printemps, avec un an de retard sur le calendrier des travaux."}
"#;
