using System.Diagnostics;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>A node that is reached with the programs of RabbitMQ that are installed here.</summary>
internal abstract class InstalledRabbitMq : RabbitMq
{
    private const string Programs = "/usr/lib/rabbitmq/bin";

    public static bool IsInstalled => File.Exists(Path.Combine(Programs, "rabbitmq-server"));

    protected virtual IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>();

    public override async Task<string> ControlAsync(params string[] arguments)
    {
        using var process = Process.Start(Program("rabbitmqctl", ["-q", .. arguments]))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, $"rabbitmqctl {string.Join(' ', arguments)}\n{await output}\n{await error}");
        return await output;
    }

    protected ProcessStartInfo Program(string name, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs, name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in Variables)
            start.Environment[variable] = value;

        return start;
    }
}
