//! Where the configuration lives, and what was read there: it and the theme it names.
//!
//! Promises: a missing file is no mistake unless it was asked for by name; nothing that
//! can't be read keeps a board from opening. The only place outside `store` that reads files.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::reader::Stated;
use super::theme::{DEFAULT_THEME, Theme, built_in_themes};
use super::{Config, Depth};
use crate::text::{Diagnostic, Form, Severity, Source, nearest, render};

/// The variable that names another configuration file.
pub const CONFIG_VARIABLE: &str = "ONSIDE_CONFIG";

/// More is no configuration.
const MOST_BYTES: u64 = 1 << 20;

/// The configuration, and the files it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configured {
    /// What the file says.
    pub config: Config,
    /// Where it lives, whether it is there or not; `None` if the system has no place for it.
    pub path: Option<PathBuf>,
    /// What was read: the configuration if it is there, and the theme if it is a file.
    pub files: Vec<SettingsFile>,
    /// The bytes of a theme that is a file.
    pub(super) theme: Option<Vec<u8>>,
}

/// A file that was read, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Every mistake.
    pub problems: Vec<Diagnostic>,
}

impl SettingsFile {
    /// Returns what the file is called.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        name.to_string_lossy().into_owned()
    }
}

impl Configured {
    /// Reads the configuration: the file that `variable` names, else `config.ron` in the
    /// system's place for it.
    pub fn load(variable: Option<OsString>) -> Self {
        let named = variable
            .filter(|value| !value.is_empty())
            .map(PathBuf::from);
        let is_wanted = named.is_some();
        let systems = || {
            let places = directories::ProjectDirs::from("", "", "onside")?;
            Some(places.config_dir().join("config.ron"))
        };
        match named.or_else(systems) {
            Some(path) => Self::read(path, is_wanted),
            None => Self::default(),
        }
    }

    /// Reads the file at `path`; `is_wanted` says that it was asked for by name.
    fn read(path: PathBuf, is_wanted: bool) -> Self {
        let mut configured = Self::default();
        match bytes_of(&path) {
            Ok(bytes) => {
                let (config, problems) = Config::read(&bytes);
                configured.config = config;
                configured.files.push(SettingsFile {
                    path: path.clone(),
                    bytes,
                    problems,
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && !is_wanted => {}
            Err(error) => {
                let message = format!("this configuration can't be read: {error}");
                configured.files.push(SettingsFile {
                    path: path.clone(),
                    bytes: Vec::new(),
                    problems: vec![of_the_whole(message)],
                });
            }
        }
        configured.path = Some(path);
        configured.find_theme();
        configured
    }

    /// Reads the theme that is named, if it is a file.
    fn find_theme(&mut self) {
        let (Some(named), Some(folder)) = (&self.config.theme, self.folder()) else {
            return;
        };
        if built_in_themes().any(|name| name == named.value) {
            return;
        }
        let path = theme_path(&named.value, folder);
        match bytes_of(&path) {
            Ok(bytes) => {
                let problems = Theme::read(&bytes, Depth::True).1;
                self.theme = Some(bytes.clone());
                self.files.push(SettingsFile {
                    path,
                    bytes,
                    problems,
                });
            }
            Err(error) => {
                let problem = no_theme(named, &path, &error);
                self.config.theme = None;
                if let Some(file) = self.files.first_mut() {
                    file.problems.push(problem);
                }
            }
        }
    }

    fn folder(&self) -> Option<&Path> {
        self.path.as_deref()?.parent()
    }

    /// Returns the theme that is meant, in as many colours as the terminal has.
    pub fn theme(&self, depth: Depth) -> Theme {
        match (&self.theme, &self.config.theme) {
            (Some(bytes), _) => Theme::read(bytes, depth).0,
            (None, Some(named)) => {
                Theme::built_in(&named.value, depth).unwrap_or_else(|| Theme::of(depth))
            }
            (None, None) => Theme::of(depth),
        }
    }

    /// Returns the name of the theme that is meant.
    pub fn theme_name(&self) -> &str {
        let named = self.config.theme.as_ref();
        named.map_or(DEFAULT_THEME, |named| named.value.as_str())
    }

    /// Returns every problem in one line: `config.ron:3:5: unknown field ...`.
    pub fn complaints(&self) -> Vec<String> {
        let of_file = |file: &SettingsFile| -> Vec<String> {
            let name = file.name();
            let source = Source {
                name: &name,
                bytes: &file.bytes,
            };
            let lines = render(&file.problems, source, Form::Short);
            lines.lines().map(str::to_owned).collect()
        };
        self.files.iter().flat_map(of_file).collect()
    }

    /// Returns what the configuration file is called, for sentences.
    pub fn name(&self) -> String {
        let name = self.path.as_deref().and_then(Path::file_name);
        name.map_or("config.ron".into(), |name| {
            name.to_string_lossy().into_owned()
        })
    }
}

fn theme_path(name: &str, folder: &Path) -> PathBuf {
    let is_file = Path::new(name).extension().is_some_and(|it| it == "ron");
    if name.contains('/') || is_file {
        return folder.join(name);
    }
    folder.join("themes").join(format!("{name}.ron"))
}

fn no_theme(named: &Stated<String>, path: &Path, error: &io::Error) -> Diagnostic {
    let meant = nearest(&named.value, built_in_themes());
    let themes = built_in_themes().collect::<Vec<_>>().join(", ");
    let message = match error.kind() {
        io::ErrorKind::NotFound => format!("there is no theme `{}`", named.value),
        _ => format!("the theme `{}` can't be read: {error}", named.value),
    };
    Diagnostic {
        severity: Severity::Error,
        place: Some(named.place.clone()),
        message,
        label: meant.map(|meant| format!("did you mean `{meant}`?")),
        help: Some(format!(
            "there are {themes}, and yours at {}",
            path.display()
        )),
    }
}

fn of_the_whole(message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        place: None,
        message,
        label: None,
        help: None,
    }
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes files into a folder, reads its `config.ron` and returns every problem.
    fn problems(files: &[(&str, &str)]) -> (Configured, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let configured = Configured::read(folder.path().join("config.ron"), false);
        let told = configured.files.iter().flat_map(|file| {
            let name = file.name();
            let problems = file.problems.iter();
            problems.map(move |problem| format!("{name}: {}", problem.message))
        });
        let told = told.collect();
        (configured, told)
    }

    #[test]
    fn a_missing_file_is_a_mistake_only_if_it_was_asked_for() {
        let missing = PathBuf::from("nowhere/config.ron");
        assert!(Configured::read(missing.clone(), false).files.is_empty());
        let asked = Configured::read(missing, true);
        assert_eq!(asked.files[0].problems.len(), 1);
        assert_eq!(asked.name(), "config.ron");
    }

    #[test]
    fn a_theme_is_built_in_or_a_file_by_name_or_by_path() {
        let red = "(bar: (colour: \"red\"))";
        for (named, files) in [
            ("mono", &[][..]),
            ("rose", &[("themes/rose.ron", red)]),
            ("rose.ron", &[("rose.ron", red)]),
            ("my/rose.ron", &[("my/rose.ron", red)]),
        ] {
            let config = format!("(theme: \"{named}\")");
            let all = [&[("config.ron", config.as_str())], files].concat();
            let (configured, told) = problems(&all);
            assert_eq!(told, [""; 0], "{named}");
            assert_eq!(configured.theme_name(), named);
            let is_red =
                configured.theme(Depth::Sixteen) == Theme::read(red.as_bytes(), Depth::Sixteen).0;
            assert_eq!(is_red, named != "mono", "{named}");
        }
    }

    #[test]
    fn a_theme_that_is_not_there_is_told_and_the_default_is_used() {
        let (configured, told) = problems(&[("config.ron", "(theme: \"high-contrst\")")]);
        assert_eq!(told, ["config.ron: there is no theme `high-contrst`"]);
        let label = configured.files[0].problems[0].label.as_deref();
        assert_eq!(label, Some("did you mean `high-contrast`?"));
        assert_eq!(configured.theme_name(), "default");
    }

    #[test]
    fn mistakes_in_a_theme_are_told_by_its_own_name() {
        let (_, told) = problems(&[
            ("config.ron", "(theme: \"rose\", x: 1)"),
            ("themes/rose.ron", "(baar: ())"),
        ]);
        assert_eq!(
            told,
            [
                "config.ron: unknown field `x`",
                "rose.ron: unknown field `baar`"
            ]
        );
    }
}
