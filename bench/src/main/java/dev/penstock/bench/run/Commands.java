package dev.penstock.bench.run;

import dev.penstock.bench.Bench;
import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.work.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * How the processes are started: with this program's own jars, each side on its core.
 *
 * @param serverJvm of the servers
 * @param loadJvm of the load
 * @param classPath of both
 */
record Commands(Jvm serverJvm, Jvm loadJvm, Cores cores, String classPath) implements Programs {
    /**
     * All servers alike: a heap that begins small, so that resident memory is what was needed and not what happened to be there;
     * touched from the beginning, as a server that has made garbage would else have grown before it is measured, and one that makes
     * none while it is; and a limit under which a server that keeps everything dies here and not the machine.
     */
    private static final List<String> SERVER_OPTIONS = List.of("-Xms64m", "-Xmx1g", "-XX:+AlwaysPreTouch");

    /** Large from the beginning, for few and short collections. */
    private static final List<String> LOAD_OPTIONS = List.of("-Xms512m", "-Xmx2g", "-XX:+UseSerialGC");

    /** With what this process itself runs. */
    static Commands ofThisProgram(Jvm serverJvm, Cores cores) {
        return new Commands(serverJvm, Jvm.ofThisProcess(), cores, System.getProperty("java.class.path"));
    }

    @Override
    public List<String> server(Contender contender, Work work) {
        List<String> options = new ArrayList<>(SERVER_OPTIONS);
        options.addAll(contender.jvmOptions(serverJvm.feature()));
        return cores.onServerCore(java(serverJvm, options, "serve", contender.toString(), work.toString()));
    }

    @Override
    public List<String> load() {
        return cores.onLoadCore(java(loadJvm, LOAD_OPTIONS, "drive"));
    }

    /** Of a load that loads itself: not pinned, as its two sides would have one core. */
    List<String> selfTest() {
        return java(loadJvm, LOAD_OPTIONS, "drive", "--self-test");
    }

    private List<String> java(Jvm jvm, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(jvm.executable()));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Bench.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
