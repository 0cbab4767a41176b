package dev.penstock.apps.client;

import dev.penstock.ConnectFailure;
import dev.penstock.ConnectOptions;
import dev.penstock.ConnectionHandler;
import dev.penstock.Reactor;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Tries all addresses in order, and all of that again while attempts are left. Names are resolved on another thread, as that
 * blocks; all else belongs to the reactor's.
 */
final class Dialer {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Reactor reactor;
    private final Destination destination;
    private final ConnectOptions options;
    private final ConnectionHandler handler;
    private final Consumer<String> onRetry;
    private final Consumer<String> onFailure;
    private int attemptsLeft;

    /**
     * @param onRetry hears, in one line, why there is no connection yet
     * @param onFailure hears, in one line, why there is none and never will be
     */
    Dialer(
            Reactor reactor,
            Destination destination,
            ConnectOptions options,
            int attempts,
            ConnectionHandler handler,
            Consumer<String> onRetry,
            Consumer<String> onFailure) {
        this.reactor = reactor;
        this.destination = destination;
        this.options = options;
        this.handler = handler;
        this.onRetry = onRetry;
        this.onFailure = onFailure;
        this.attemptsLeft = attempts;
    }

    /** Begins, before the reactor runs. */
    void dial() {
        attemptsLeft--;
        Thread resolving = new Thread(this::resolve, "resolver");
        resolving.setDaemon(true);
        resolving.start();
    }

    private void resolve() {
        try {
            List<SocketAddress> addresses = destination.resolve();
            reactor.execute(() -> next(addresses.iterator(), new ArrayList<>()));
        } catch (UnknownHostException e) {
            reactor.execute(() -> failed("host " + destination.host() + " is unknown; check its name"));
        } catch (RejectedExecutionException e) {
            // Stopped meanwhile.
        }
    }

    private void next(Iterator<SocketAddress> addresses, List<ConnectFailure> failures) {
        reactor.connect(addresses.next(), options, handler, failure -> {
            failures.add(failure);
            if (failure.problem() == ConnectFailure.Problem.SHUTDOWN) return;
            if (addresses.hasNext()) next(addresses, failures);
            else failed(explain(failures));
        });
    }

    private void failed(String why) {
        if (attemptsLeft == 0) {
            onFailure.accept(why);
        } else {
            onRetry.accept(why);
            reactor.schedule(PAUSE, this::dial);
        }
    }

    /** Each address with its reason, and what to do about the last one. */
    private static String explain(List<ConnectFailure> failures) {
        String all =
                String.join("; ", failures.stream().map(ConnectFailure::message).toList());
        return all
                + switch (failures.get(failures.size() - 1).problem()) {
                    case REFUSED -> "; nobody listens there yet: start the server, or wait for it with --retry";
                    case BUSY -> "; try again, or with --retry";
                    case TIMED_OUT -> "; check the address, or wait longer with --connect-timeout";
                    case UNREACHABLE -> "; check the address and the network";
                    case LOCAL_IN_USE, NOT_LOCAL -> "; check --bind";
                    default -> "";
                };
    }
}
