//! Bytes on disk: loading a file, saving it by compare-and-swap, and the words for all
//! that can go wrong. The only module that touches files.
//!
//! Promises: a file is the old one or the new one, whole, never a mixture; what somebody
//! else wrote is never overwritten. Leaves what the bytes mean to `document`.

mod read;

pub use read::{ReadError, is_there, read};
