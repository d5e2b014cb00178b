namespace Presage.Tests.EndToEnd.Broker;

/// <param name="Ready">Messages that wait.</param>
/// <param name="InHand">Messages that a consumer has and has not acknowledged.</param>
internal sealed record QueueLength(string Queue, int Ready, int InHand, int Consumers)
{
    public int Messages => Ready + InHand;

    /// <summary>The lengths at this moment, asked of the queues themselves. One that goes away meanwhile has none.</summary>
    public static string Expression(string host) =>
        $$"""
        lists:join(";", lists:append([try
            {resource, _, queue, Name} = amqqueue:get_name(Queue),
            Count = fun(Query) -> {ok, {_, Number}, _} = ra:local_query(amqqueue:get_pid(Queue), Query), Number end,
            {Ready, InHand} = case amqqueue:get_type(Queue) of
                rabbit_quorum_queue -> {Count(fun rabbit_fifo:query_messages_ready/1), Count(fun rabbit_fifo:query_messages_checked_out/1)};
                _ -> list_to_tuple([Number || {_, Number} <- rabbit_amqqueue:info(Queue, [messages_ready, messages_unacknowledged])])
            end,
            [{consumers, Consumers}] = rabbit_amqqueue:info(Queue, [consumers]),
            [io_lib:format("~s ~b ~b ~b", [Name, Ready, InHand, Consumers])]
        catch _:_ -> [] end || Queue <- rabbit_amqqueue:list(<<"{{host}}">>)])).
        """;

    public static IReadOnlyList<QueueLength> Read(string answer) =>
    [
        .. answer.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(queue => queue.Split(' '))
            .Select(fields => new QueueLength(fields[0], int.Parse(fields[1]), int.Parse(fields[2]), int.Parse(fields[3]))),
    ];
}
