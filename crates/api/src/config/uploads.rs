use crate::intake::IntakeLimits;

/// What is taken in.
#[derive(Debug, Clone, confique::Config)]
#[config(layer_attr(serde(deny_unknown_fields)))]
pub struct Uploads {
    /// Files at a time.
    #[config(env = "MAX_FILES", default = 100)]
    pub max_files: u16,

    /// Size of a file, in megabytes (1,000,000 bytes). Some issuers' statements need up to 300.
    #[config(env = "MAX_FILE_MB", default = 10)]
    pub max_file_mb: u16,
}

impl From<&Uploads> for IntakeLimits {
    fn from(uploads: &Uploads) -> Self {
        Self {
            files: uploads.max_files.into(),
            megabytes_per_file: uploads.max_file_mb.into(),
        }
    }
}
