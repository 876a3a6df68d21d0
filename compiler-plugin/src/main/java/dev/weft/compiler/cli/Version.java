package dev.weft.compiler.cli;

import dev.weft.compiler.abi.WeaverVersion;
import picocli.CommandLine.IVersionProvider;

/** The version that woven classes carry, too. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version = WeaverVersion.get();
        return new String[] {"weft " + (version.isEmpty() ? "(of a build that gave it no version)" : version)};
    }
}
