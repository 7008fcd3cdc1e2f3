//! Where sentences end.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

/// The ends of the sentences of `text`, in bytes; the last is the text's own end.
pub(crate) fn ends(text: &str) -> Vec<usize> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    segmenter.segment_str(text).filter(|&end| end > 0).collect()
}
