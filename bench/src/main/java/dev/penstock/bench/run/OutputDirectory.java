package dev.penstock.bench.run;

import dev.penstock.bench.report.Report;
import dev.penstock.bench.result.Results;
import dev.penstock.bench.result.ResultsFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where results go. What an earlier run left there is replaced. */
final class OutputDirectory {
    private final Path directory;

    private OutputDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes it, before anything is measured in vain.
     *
     * @throws IOException if nothing can be written there; the message is for people
     */
    static OutputDirectory at(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("--out: " + directory + " is a file; choose a directory", e);
        } catch (IOException e) {
            throw new IOException("--out: cannot make the directory " + directory + "; choose another", e);
        }
        if (!Files.isWritable(directory))
            throw new IOException("--out: cannot write to " + directory + "; choose another");
        if (Files.exists(directory.resolve(ResultsFile.NAME))) PercentileFiles.delete(directory);
        return new OutputDirectory(directory);
    }

    /** Saves what there is by now, so that not even a power failure takes it all. */
    void save(Results results) throws IOException {
        ResultsFile.write(results, directory.resolve(ResultsFile.NAME));
    }

    /** Writes all that a run leaves. */
    void finish(Results results) throws IOException {
        save(results);
        PercentileFiles.write(results, directory);
        Report.write(results, directory);
    }

    Path report() {
        return directory.resolve(Report.NAME);
    }
}
