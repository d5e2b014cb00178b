using System.Diagnostics;
using System.Text.Json;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>The client of examples/python-client, which knows nothing of .NET.</summary>
/// <param name="prefix">That of the deployment, before every name.</param>
internal sealed class PythonClient(Uri broker, string? prefix = null)
{
    private const string Python = "/usr/bin/python3";

    private static readonly string s_script = Path.Combine(RealRecords.RepositoryRoot, "examples", "python-client", "presage_client.py");

    private IEnumerable<string> Client =>
        [s_script, "--url", broker.ToString(), .. prefix is null ? Array.Empty<string>() : ["--prefix", prefix]];

    /// <summary>Skips the test where there is no Python with pika.</summary>
    public static async Task RequireAsync()
    {
        Assert.SkipUnless(File.Exists(Python), $"{Python} is not there");
        using var process = Start(["-c", "import pika"]);
        Assert.SkipUnless((await Workspace.EndAsync(process)).ExitCode == 0, "python3-pika is not installed");
    }

    /// <summary>Runs a command of the client.</summary>
    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var process = Start([.. Client, .. arguments]);
        process.StandardInput.Close();
        return await Workspace.EndAsync(process);
    }

    /// <summary>Publishes a text as it is.</summary>
    public async Task SendAsync(string message, string body, params string[] options)
    {
        using var process = Start([.. Client, "send", message, .. options]);
        await process.StandardInput.WriteAsync(body);
        process.StandardInput.Close();
        (await Workspace.EndAsync(process)).Done();
    }

    /// <summary>Starts to listen to all answers.</summary>
    public async Task<Listener> ListenAsync()
    {
        var listener = new Listener(Start([.. Client, "follow"]));
        await listener.UntilAsync(line => line.TryGetProperty("listening", out _));
        return listener;
    }

    private static Process Start(IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(Python, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>The lines that the client prints.</summary>
    internal sealed class Listener(Process process) : IDisposable
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

        /// <summary>The first line, from now on, of which something is true.</summary>
        public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isWanted)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(s_patience);
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } text)
                if (JsonDocument.Parse(text).RootElement is var line && isWanted(line))
                    return line;

            throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(patience.Token));
        }

        /// <summary>The message of the next answer of a kind of which something is true.</summary>
        public async Task<JsonElement> AnswerAsync(string name, Func<JsonElement, bool> isWanted) =>
            (await UntilAsync(line => line.GetProperty("event").GetString() == name && isWanted(line.GetProperty("message"))))
                .GetProperty("message");

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
        }
    }
}
