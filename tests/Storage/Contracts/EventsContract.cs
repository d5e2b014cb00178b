using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;

namespace Presage.Tests.Storage.Contracts;

public abstract class EventsContract<TStore> : StorageContract<TStore, IEvents>
    where TStore : IStoreUnderTest, new()
{
    [Fact]
    public async Task Events_are_added_once_and_keep_their_knowledge_time()
    {
        var first = await Port.AddAsync(
            "plant", EventKind.Error, [new("1", At(1), "error1", At(10)), new("1", At(1), "error2", At(10))], Cancellation);
        var second = await Port.AddAsync(
            "plant", EventKind.Error, [new("1", At(1), "error1", At(20)), new("1", At(2), "error1", At(20))], Cancellation);

        first.ShouldBe(new(2, 0, 0));
        second.ShouldBe(new(1, 0, 1));
        (await ReadAsync(EventKind.Error)).ShouldBe([
            new("1", At(1), "error1", At(10)), new("1", At(1), "error2", At(10)), new("1", At(2), "error1", At(20)),
        ]);
    }

    [Fact]
    public async Task Events_are_counted_by_machine_as_they_were_known()
    {
        await Port.AddAsync(
            "plant", EventKind.Failure, [new("1", At(1), "a", At(10)), new("1", At(2), "a", At(10)), new("2", At(1), "a", At(20))],
            Cancellation);
        await Port.RetractAsync("plant", EventKind.Failure, new(["1"], At(1), At(2)), At(30), Cancellation);

        (await Port.CountsAsync("plant", EventKind.Failure, At(9), Cancellation)).ShouldBeEmpty();
        (await Port.CountsAsync("plant", EventKind.Failure, At(10), Cancellation)).ShouldBe(new Dictionary<string, long> { ["1"] = 2 });
        (await Port.CountsAsync("plant", EventKind.Failure, At(29), Cancellation)).OrderBy(count => count.Key).ShouldBe(
            new Dictionary<string, long> { ["1"] = 2, ["2"] = 1 });
        (await Port.CountsAsync("plant", EventKind.Failure, DateTime.MaxValue, Cancellation)).OrderBy(count => count.Key).ShouldBe(
            new Dictionary<string, long> { ["1"] = 1, ["2"] = 1 });
        (await Port.CountsAsync("plant", EventKind.Error, DateTime.MaxValue, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_twice_in_one_call_is_a_duplicate()
    {
        var counts = await Port.AddAsync(
            "plant", EventKind.Error, [new("1", At(1), "error1", At(10)), new("1", At(1), "error1", At(10))], Cancellation);

        counts.ShouldBe(new(1, 0, 1));
    }

    [Fact]
    public async Task Events_are_read_by_machine_order_time_and_code()
    {
        await Port.AddAsync(
            "plant", EventKind.Failure,
            [
                new("pump", At(1), "a", At(9)), new("10", At(2), "b", At(9)), new("10", At(2), "a", At(9)), new("9", At(3), "a", At(9)),
                new("10", At(1), "c", At(9)),
            ],
            Cancellation);

        var read = await ReadAsync(EventKind.Failure);

        read.Select(record => (record.Machine, record.Time, record.Code)).ShouldBe([
            ("9", At(3), "a"), ("10", At(1), "c"), ("10", At(2), "a"), ("10", At(2), "b"), ("pump", At(1), "a"),
        ]);
    }

    [Fact]
    public async Task A_range_excludes_its_start_and_includes_its_end()
    {
        await Port.AddAsync(
            "plant", EventKind.Error, [.. Enumerable.Range(0, 10).Select(hour => new EventRecord("1", At(hour), "error1", At(50)))],
            Cancellation);

        var read = await Port.ReadAsync("plant", EventKind.Error, ["1"], At(3), At(6), DateTime.MaxValue, Cancellation);

        read.Select(record => record.Time).ShouldBe([At(4), At(5), At(6)]);
    }

    [Fact]
    public async Task Only_what_was_known_at_a_moment_is_read()
    {
        await Port.AddAsync("plant", EventKind.Error, [new("1", At(1), "error1", At(10)), new("1", At(2), "error1", At(11))], Cancellation);

        var read = await Port.ReadAsync("plant", EventKind.Error, null, DateTime.MinValue, DateTime.MaxValue, At(10), Cancellation);

        read.ShouldBe([new("1", At(1), "error1", At(10))]);
    }

    [Fact]
    public async Task Kinds_machines_and_data_sets_are_kept_apart()
    {
        await Port.AddAsync(
            "plant", EventKind.Maintenance, [new("1", At(1), "comp1", At(10)), new("2", At(1), "comp1", At(10))], Cancellation);

        (await ReadAsync(EventKind.Failure)).ShouldBeEmpty();
        (await ReadAsync(EventKind.Maintenance, "2")).ShouldBe([new("2", At(1), "comp1", At(10))]);
        (await Port.ReadAsync("other", EventKind.Maintenance, null, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_events_added_by_two_processes_at_once_are_written_once()
    {
        var records = Enumerable.Range(0, 5_000).Select(i => new EventRecord($"{i % 50}", At(i), "error1", At(10_000))).ToArray();

        var counts = await Task.WhenAll(new[] { Port, OpenAgain() }.Select(
            events => Task.Run(() => events.AddAsync("plant", EventKind.Error, records, Cancellation))));

        counts.Aggregate((sum, next) => sum + next).ShouldBe(new(5_000, 0, 5_000));
        (await ReadAsync(EventKind.Error)).Count.ShouldBe(5_000);
    }

    [Fact]
    public async Task Events_of_some_machines_are_read_at_once()
    {
        await Port.AddAsync(
            "plant", EventKind.Error,
            [.. new[] { "10", "pump/2", "9", "8" }.SelectMany(machine => new EventRecord[]
            {
                new(machine, At(2), "error1", At(9)), new(machine, At(1), "error1", At(9)),
            })],
            Cancellation);

        var read = await ReadAsync(EventKind.Error, "pump/2", "10", "9", "none");

        read.Select(record => (record.Machine, record.Time)).ShouldBe([
            ("9", At(1)), ("9", At(2)), ("10", At(1)), ("10", At(2)), ("pump/2", At(1)), ("pump/2", At(2)),
        ]);
        (await ReadAsync(EventKind.Error, "none")).ShouldBeEmpty();
        (await Port.ReadAsync("plant", EventKind.Error, [], DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_taken_back_stays_for_earlier_moments_and_can_come_again()
    {
        var record = new EventRecord("1", At(1), "e", At(10));
        await Port.AddAsync("plant", EventKind.Failure, [record, record with { Machine = "2" }], Cancellation);

        (await Port.RetractAsync("plant", EventKind.Failure, new(["1"]), At(20), Cancellation)).ShouldBe(1);
        (await Port.RetractAsync("plant", EventKind.Failure, new(["1"]), At(20), Cancellation)).ShouldBe(1);

        (await AsOfAsync(At(19))).ShouldBe([record, record with { Machine = "2" }]);
        (await AsOfAsync(At(20))).ShouldBe([record with { Machine = "2" }]);
        (await Ports.GetRequiredService<IDataSets>().ExtentsAsync("plant", Cancellation))["failures"].Records.ShouldBe(1);
        (await Port.AddAsync("plant", EventKind.Failure, [record with { Known = At(30) }], Cancellation)).ShouldBe(new(1, 0, 0));
        (await AsOfAsync(At(29), "1")).ShouldBeEmpty();
        (await AsOfAsync(At(30), "1")).ShouldBe([record with { Known = At(30) }]);
        (await AsOfAsync(At(19), "1")).ShouldBe([record]);
    }

    [Fact]
    public async Task What_a_run_or_a_file_of_it_brought_is_taken_back()
    {
        var first = new EventRecord("1", At(1), "e", At(10));
        var second = new EventRecord("1", At(2), "e", At(20));
        await Port.AddAsync("plant", EventKind.Failure, [first], Cancellation);
        await Port.AddAsync(
            "plant", EventKind.Failure,
            [first with { Known = At(20) }, second, second with { File = 1 }, second with { Time = At(3), File = 1 }], Cancellation);

        (await Port.RetractAsync("plant", EventKind.Failure, new(Known: At(20), Files: [1]), At(30), Cancellation)).ShouldBe(1);
        (await AsOfAsync(At(30))).ShouldBe([first, second]);
        (await Port.RetractAsync("plant", EventKind.Failure, new(Known: At(20)), At(40), Cancellation)).ShouldBe(1);
        (await AsOfAsync(At(40))).ShouldBe([first]);
        (await Port.RetractAsync("plant", EventKind.Failure, new(From: At(1)), At(50), Cancellation)).ShouldBe(0);
        (await Port.RetractAsync("plant", EventKind.Failure, new(From: At(0), To: At(1)), At(50), Cancellation)).ShouldBe(1);
        (await AsOfAsync(At(50))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_forgotten_as_if_it_had_never_come()
    {
        var record = new EventRecord("1", At(1), "e", At(10));
        await Port.AddAsync(
            "plant", EventKind.Failure,
            [record, record with { File = 1 }, record with { Time = At(2) }, record with { Time = At(3), File = 1 }], Cancellation);
        await Port.AddAsync("plant", EventKind.Error, [record with { Known = At(11) }], Cancellation);

        await Port.ForgetAsync("plant", At(10), [0], Cancellation);

        (await AsOfAsync(At(50))).ShouldBe([record with { File = 1 }, record with { Time = At(3), File = 1 }]);
        await Port.ForgetAsync("plant", At(10), [1], Cancellation);
        (await AsOfAsync(At(50))).ShouldBeEmpty();
        (await ReadAsync(EventKind.Error)).Count.ShouldBe(1);
        (await Port.AddAsync("plant", EventKind.Failure, [record], Cancellation)).Written.ShouldBe(1);
    }

    [Fact]
    public async Task A_record_that_was_known_earlier_is_known_earlier()
    {
        var record = new EventRecord("1", At(1), "e", At(20));
        await Port.AddAsync("plant", EventKind.Failure, [record], Cancellation);

        (await Port.AddAsync("plant", EventKind.Failure, [record with { Known = At(10) }], Cancellation)).ShouldBe(new(0, 0, 1));

        (await AsOfAsync(At(10))).ShouldBe([record with { Known = At(10) }]);
    }

    [Fact]
    public async Task Times_finer_than_a_millisecond_are_kept()
    {
        DateTime[] times = [At(1), At(1).AddTicks(1), At(1).AddTicks(9_999), At(1).AddTicks(10_000)];
        EventRecord[] records = [.. times.Select(time => new EventRecord("1", time, "e", At(10)))];

        (await Port.AddAsync("plant", EventKind.Failure, records, Cancellation)).ShouldBe(new(4, 0, 0));

        (await AsOfAsync(At(10))).ShouldBe(records);
        (await Port.ReadAsync("plant", EventKind.Failure, null, times[0], times[2], At(10), Cancellation)).ShouldBe(records[1..3]);
        (await Port.RetractAsync("plant", EventKind.Failure, new(From: times[1], To: times[2]), At(20), Cancellation)).ShouldBe(1);
        (await AsOfAsync(At(20))).ShouldBe([records[0], records[1], records[3]]);
    }

    private Task<IReadOnlyList<EventRecord>> AsOfAsync(DateTime asOf, params string[] machines) => Port.ReadAsync(
        "plant", EventKind.Failure, machines is [] ? null : machines, DateTime.MinValue, DateTime.MaxValue, asOf, Cancellation);

    private Task<IReadOnlyList<EventRecord>> ReadAsync(EventKind kind, params string[] machines) =>
        Port.ReadAsync(
            "plant", kind, machines is [] ? null : machines, DateTime.MinValue, DateTime.MaxValue, DateTime.MaxValue, Cancellation);
}
