package io.apoptosis.cli;

import picocli.CommandLine.IVersionProvider;

/** As the jar's manifest says it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Apoptosis.class.getPackage().getImplementationVersion();
        return new String[] {
            "apoptosis " + (version == null ? "(not packaged)" : version),
            "Java " + Runtime.version().feature()
        };
    }
}
