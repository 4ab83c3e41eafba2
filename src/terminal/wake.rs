//! A bell between threads: whoever rings it wakes the loop from its `poll`.
//!
//! Promises: ringing never blocks; rings while nobody listens count once. What happened
//! travels another way: the bell says only "look".

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;

/// The end that rings. Any thread may hold one.
#[derive(Clone, Debug)]
pub struct Bell(Arc<UnixStream>);

/// The end that is waited for, by the loop alone.
#[derive(Debug)]
pub struct Ear(UnixStream);

/// Returns a bell and the ear that hears it.
pub fn bell() -> io::Result<(Bell, Ear)> {
    let (near, far) = UnixStream::pair()?;
    near.set_nonblocking(true)?;
    far.set_nonblocking(true)?;
    Ok((Bell(Arc::new(near)), Ear(far)))
}

impl Bell {
    /// Wakes the listener.
    pub fn ring(&self) {
        // A full pipe means that it is ringing already; a closed one that nobody listens any more.
        let _ = (&*self.0).write(&[1]);
    }
}

impl Ear {
    /// Takes all rings so far and says whether there was one.
    pub fn has_heard(&self) -> bool {
        let mut rings = [0; 64];
        let mut has_heard = false;
        while let Ok(1..) = (&self.0).read(&mut rings) {
            has_heard = true;
        }
        has_heard
    }
}

impl AsFd for Ear {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rings_are_heard_once() {
        let (bell, ear) = bell().unwrap();
        assert!(!ear.has_heard());
        for _ in 0..100_000 {
            bell.clone().ring();
        }
        assert!(ear.has_heard());
        assert!(!ear.has_heard());
    }
}
