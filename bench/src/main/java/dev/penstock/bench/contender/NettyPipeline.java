package dev.penstock.bench.contender;

import dev.penstock.bench.work.Work;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.codec.LineBasedFrameDecoder;

/** Gives each connection the decoders of its work, and then what all share. */
final class NettyPipeline extends ChannelInitializer<Channel> {
    private static final int HEADER = Integer.BYTES;

    private final Work work;
    private final ChannelHandler shared;

    NettyPipeline(Work work, ChannelHandler shared) {
        this.work = work;
        this.shared = shared;
    }

    @Override
    protected void initChannel(Channel channel) {
        switch (work) {
            case ECHO -> {}
            case FRAMED ->
                channel.pipeline()
                        .addLast(new LengthFieldBasedFrameDecoder(HEADER + Work.MAX_FRAME, 0, HEADER, 0, HEADER))
                        .addLast(new LengthFieldPrepender(HEADER));
            case CHAT -> channel.pipeline().addLast(new LineBasedFrameDecoder(Work.MAX_LINE, false, true));
        }
        channel.pipeline().addLast(shared);
    }
}
