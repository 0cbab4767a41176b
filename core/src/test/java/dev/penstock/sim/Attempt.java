package dev.penstock.sim;

import dev.penstock.Cancellable;
import dev.penstock.ConnectFailure;
import dev.penstock.Connection;
import dev.penstock.ConnectionHandler;
import dev.penstock.Metric;
import dev.penstock.PassingHandler;
import dev.penstock.ReactorSnapshot;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** One try to connect, as whoever began it sees it: it is told of once, in time, and what is told is true. */
final class Attempt extends PassingHandler implements Consumer<ConnectFailure> {
    private static final long TOLERANCE = 20 * Plan.MS; // a turn uses the time at which it began
    private static final long SLACK = 200 * Plan.MS;

    private final World world;
    private final Call call;
    private Cancellable connect;
    private SimSocket socket; // null where it did not come to that
    private ConnectionHandler handler; // from when it stands
    private long begunAt;
    private long overAt;
    private boolean wasFull;
    private boolean wasDry;
    private boolean isTold;
    private boolean isCalledOff;
    private boolean hasFailed;

    Attempt(World world, Call call) {
        this.world = world;
        this.call = call;
    }

    void begin() {
        ReactorSnapshot counts = world.reactor().snapshot();
        long all = counts.get(Metric.OPEN) + counts.get(Metric.CONNECTING);
        wasFull = all >= world.plan().maxConnections() && counts.get(Metric.LINGERING) == 0;
        wasDry = world.network().isDry();
        begunAt = world.elapsed();
        world.remark("calls " + call.peer());
        connect = world.reactor().connect(call.address(), call.options(), this, this);
        socket = world.network().ports().callerOf(call.address(), begunAt);
        if (call.calledOffAfter() == 0) callOff();
        else if (call.calledOffAfter() != Call.NEVER)
            world.reactor().schedule(Duration.ofNanos(call.calledOffAfter()), this::callOff);
    }

    private void callOff() {
        connect.cancel();
        if (isTold) return;
        world.remark("calls " + call.peer() + " no longer");
        isCalledOff = true;
        overAt = world.elapsed();
    }

    private void told(String what) {
        if (connect == null) world.fail(call.peer() + " " + what + ", which is told before the call has returned");
        if (isCalledOff) world.fail(call.peer() + " " + what + ", although it was called off");
        if (isTold) world.fail(call.peer() + " " + what + ", which is told after something else was");
        isTold = true;
        overAt = world.elapsed();
    }

    @Override
    public void onOpen(Connection connection) {
        told("has answered");
        if (socket == null || !socket.isEstablished()) world.fail(call.peer() + " is said to have answered");
        if (wasFull) world.fail(call.peer() + " is called although all places are taken");
        if (waited() > timeout() + SLACK) world.fail(call.peer() + " has answered too late");
        checkLocal((InetSocketAddress) connection.localAddress());
        handler = world.handlers().called(connection);
        handler.onOpen(connection);
    }

    private void checkLocal(InetSocketAddress actual) {
        var wanted = (InetSocketAddress) call.options().localAddress();
        boolean isRight = wanted == null
                || wanted.getAddress().equals(actual.getAddress())
                        && (wanted.getPort() == 0 || wanted.getPort() == actual.getPort());
        if (!isRight || !actual.equals(socket.local())) world.fail(call.peer() + " was called from " + actual);
    }

    @Override
    public void accept(ConnectFailure failure) {
        told("has failed as " + failure.problem());
        hasFailed = true;
        world.trace().add("failed " + failure.problem(), call.peer().number(), waited());
        boolean isRight = switch (failure.problem()) {
            case REFUSED -> socket != null && socket.isRefused();
            case TIMED_OUT -> isTimedOut();
            case RESET -> socket != null && socket.isReset();
            case TOO_MANY -> wasFull || wasDry;
            case LOCAL_IN_USE -> call.isLocalTaken();
            case SHUTDOWN -> world.isShuttingDown();
            default -> false;
        };
        if (!isRight) world.fail(call.peer() + " is said to have failed for no such reason: " + failure.message());
        call.failed();
    }

    /** Ours, or the system's own. */
    private boolean isTimedOut() {
        if (socket == null || socket.isRefused()) return false;
        return socket.hasConnectFailed() || !socket.isEstablished() && waited() >= timeout() - TOLERANCE;
    }

    private long waited() {
        return world.elapsed() - begunAt;
    }

    private long timeout() {
        return call.options().connectTimeout().toNanos();
    }

    /** After each turn. */
    void watch() {
        if (!isTold && !isCalledOff) {
            boolean isDone = socket != null && socket.isConnectDone();
            if (isDone && world.elapsed() - socket.lastArrival() > SLACK)
                world.fail("nobody is told what became of the call to " + call.peer());
            if (waited() > timeout() + SLACK) world.fail(call.peer() + " is called for " + waited() / Plan.MS + " ms");
        } else if ((isCalledOff || hasFailed) && world.elapsed() - overAt > SLACK) {
            checkGone();
        }
    }

    /** When all is over. */
    void end() {
        if (!isTold && !isCalledOff) world.fail("nobody was told what became of the call to " + call.peer());
        if (isCalledOff || hasFailed) checkGone();
    }

    private void checkGone() {
        if (socket != null && !socket.isClosed()) world.fail("the call to " + call.peer() + " is over, and not closed");
    }

    boolean hasFailed() {
        return hasFailed;
    }

    @Override
    protected ConnectionHandler next() {
        return handler;
    }
}
