//! Small programs that others run, such as a hook of git.
//!
//! Promises: replaces nothing; removes only what is exactly what was put there.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Makes a program that anybody may run who may read its folder; an error if something is there.
pub fn new_program(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o755)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Removes a program if it is `text` and nothing else. Says whether it was.
pub fn remove_program(path: &Path, text: &str) -> io::Result<bool> {
    match fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => fs::remove_file(path).map(|()| true),
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_program_replaces_nothing_and_goes_only_as_it_came() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hooks/pre-commit");
        new_program(&path, "#!/bin/sh\n").unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o500, 0o500);
        assert!(new_program(&path, "other").is_err());
        assert!(!remove_program(&path, "other").unwrap());
        assert!(remove_program(&path, "#!/bin/sh\n").unwrap());
        assert!(!remove_program(&path, "#!/bin/sh\n").unwrap());
    }
}
