package dev.copra.spark;

import java.net.URI;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local files under another scheme, as a store that files must be fetched from. */
public final class OtherFiles extends RawLocalFileSystem {
    @Override
    public URI getUri() {
        return URI.create("other:///");
    }

    @Override
    public String getScheme() {
        return "other";
    }
}
