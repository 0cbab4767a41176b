package dev.penstock.bench.contender;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import java.util.concurrent.atomic.LongAdder;

/** The chat with the remedy of Netty's manual: a member that does not take what is written misses the line. */
@Sharable
final class NettyWritableChat extends NettyChat {
    private final LongAdder missed;

    NettyWritableChat(LongAdder missed) {
        this.missed = missed;
    }

    @Override
    void send(Channel channel, ByteBuf line) {
        if (channel.isWritable()) super.send(channel, line);
        else missed.increment();
    }
}
