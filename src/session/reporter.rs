//! The way from the disk thread to whoever shows what it did.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::Report;

/// Sends reports and wakes who reads them.
#[derive(Clone)]
pub(super) struct Reporter {
    reports: Sender<Report>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Reporter {
    pub fn new(reports: Sender<Report>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let wake = Arc::new(wake);
        Self { reports, wake }
    }

    pub fn report(&self, report: Report) {
        // It fails only if nobody reads any more; saving goes on all the same.
        let _ = self.reports.send(report);
        (self.wake)();
    }
}
