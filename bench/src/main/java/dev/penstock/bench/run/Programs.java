package dev.penstock.bench.run;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.work.Work;
import java.util.List;

/** The command lines of the two sides. */
interface Programs {
    /** Of a server that says {@code ready PORT}, then a sample for each line {@code sample}. */
    List<String> server(Contender contender, Work work);

    /** Of a load that reads its plan. */
    List<String> load();
}
