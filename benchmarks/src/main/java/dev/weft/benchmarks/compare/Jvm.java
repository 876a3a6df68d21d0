package dev.weft.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JDK to measure on.
 *
 * @param home where it lies
 * @param results folder for what its processes find, and for what they print
 */
record Jvm(Path home, Path results) {
    String java() {
        return home.resolve("bin").resolve("java").toString();
    }

    /**
     * The file that this process writes. If it is there already, from a run that was interrupted, the process is not started again.
     *
     * @param name of the file, with folders
     * @param placeholder stands for the file in the arguments
     */
    Path file(String name, Build build, List<String> options, String main, String placeholder, List<String> arguments)
            throws IOException, InterruptedException {
        var file = results.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(file.getParent());
        // a process that is ended half way leaves no file under the name that counts
        var part = file.resolveSibling(file.getFileName() + ".unfinished");
        var replaced = arguments.stream()
                .map(argument -> argument.equals(placeholder) ? part.toString() : argument)
                .toList();
        run(file.resolveSibling(file.getFileName() + ".log"), build, options, main, replaced);
        return Files.move(part, file);
    }

    private void run(Path log, Build build, List<String> options, String main, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(options);
        command.addAll(List.of("-cp", build.classPath(), main));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(main + " of " + build.name() + " ended with " + status + ": see " + log);
        }
    }
}
