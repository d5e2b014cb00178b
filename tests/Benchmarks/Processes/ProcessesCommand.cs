using System.Globalization;

namespace Presage.Tests.Benchmarks.Processes;

/// <summary>
/// <c>processes BROKER [--machines 100] [--days 365] [--repeat 3] [--messages 20000]</c>: what separate processes and a broker cost. BROKER
/// is the amqp URL of an empty virtual host. Build the solution in Release first. One process and many take turns; medians are printed.
/// </summary>
internal static class ProcessesCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length % 2 != 1 || !Uri.TryCreate(args[0], UriKind.Absolute, out var broker))
        {
            Console.Error.WriteLine(
                "usage: processes BROKER [--machines N] [--days D] [--repeat N] [--messages N]; BROKER is an amqp URL.");
            return 2;
        }

        var (machines, days) = (Option("--machines", 100), Option("--days", 365));
        await JobsAsync(broker, machines, days, Option("--repeat", 3));
        await MessagesAsync(broker, Option("--messages", 20_000), Option("--repeat", 3));
        await StartsAsync(broker, Option("--repeat", 3));
        return 0;

        int Option(string name, int usual) =>
            Array.IndexOf(args, name) is var at and > 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : usual;
    }

    private static async Task JobsAsync(Uri broker, int machines, int days, int repeat)
    {
        var folder = Directory.CreateTempSubdirectory("presage-fleet-").FullName;
        try
        {
            await Programs.PresageAsync(
                new Dictionary<string, string>(), "simulate", folder, "--machines", $"{machines}", "--days", $"{days}", "--seed", "7");
            var job = new WholeJob(folder, days);
            var (one, many) = (new List<double>(), new List<double>());
            for (var i = 0; i < repeat; i++)
            {
                one.Add(await job.InOneProcessAsync());
                many.Add(await job.OverBrokerAsync(broker));
                Console.Error.WriteLine($"one process {one[^1]:0.00} s, a process of each over the broker {many[^1]:0.00} s");
            }

            Console.WriteLine(
                $"job of {machines} x {days}: one process {Median(one):0.00} s, over the broker {Median(many):0.00} s, ratio "
                    + $"{Median(many) / Median(one):0.000}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MessagesAsync(Uri broker, int messages, int repeat)
    {
        var (memory, rabbit) = (new List<(double PerSecond, double Cpu)>(), new List<(double PerSecond, double Cpu)>());
        for (var i = 0; i < repeat; i++)
        {
            memory.Add(await SmallMessages.MeasureAsync(null, messages));
            rabbit.Add(await SmallMessages.MeasureAsync(broker, messages));
        }

        Console.WriteLine(
            $"small messages in memory: {Median(memory.Select(run => run.PerSecond)):0}/s, {Median(memory.Select(run => run.Cpu)):0} us of "
                + "processor time each");
        Console.WriteLine(
            $"small messages over the broker: {Median(rabbit.Select(run => run.PerSecond)):0}/s, {Median(rabbit.Select(run => run.Cpu)):0} "
                + "us of processor time each");
    }

    private static async Task StartsAsync(Uri broker, int repeat)
    {
        var starts = new List<(double Ready, double FirstSlice)>();
        for (var i = 0; i < repeat; i++)
            starts.Add(await ColdStart.MeasureAsync(broker));

        Console.WriteLine(
            $"cold start: takes messages after {Median(starts.Select(start => start.Ready)):0.00} s, first slice done after "
                + $"{Median(starts.Select(start => start.FirstSlice)):0.00} s");
    }

    private static double Median(IEnumerable<double> figures) => figures.Order().ElementAt((figures.Count() - 1) / 2);
}
