//! Where a board comes from, and what is worth knowing about its file.

/// Where the board comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file as a person calls it: "programme.ron".
    pub name: String,
    /// The line a first run shows: what this is and where changes go.
    pub welcome: Option<String>,
    /// What is worth knowing about the file and what lies around it, a sentence each.
    pub remarks: Vec<String>,
    /// Whether changes can't be saved, as the file's permissions are.
    pub is_read_only: bool,
}
