using System.Text.Json;
using Presage.Tests.EndToEnd.Support;

namespace Presage.Tests.EndToEnd.Doctor;

/// <summary>Surroundings that the doctor looks at.</summary>
internal sealed class Patient : IDisposable
{
    public Workspace Workspace { get; } = new();

    /// <summary>Sets environment variables of the processes.</summary>
    public Patient With(params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
            Workspace.Variables[name] = value;

        return this;
    }

    public Patient WithBroker(Uri address, Uri? management = null)
    {
        With(("Messaging__Transport", "rabbitmq"), ("Messaging__Host", address.ToString()));
        return management is null ? this : With(("Messaging__Management", management.ToString()));
    }

    public async Task<Diagnosed> LookAsync() => Diagnosed.Of(await Workspace.RunAsync("doctor", "--json"));

    /// <summary>Looks again and again until a failure is found of which the broker's management learns only after a while.</summary>
    public async Task<Said> FailureAsync(string code)
    {
        await Eventually.TrueAsync(
            async () => (await LookAsync()).All.Any(said => said.Code == code), TimeSpan.FromSeconds(60), $"the doctor finds {code}");
        return (await LookAsync()).Failure(code);
    }

    /// <summary>Looks as a process that another program starts, such as one that takes something away before.</summary>
    public async Task<Diagnosed> LookAsync(string program, params string[] arguments)
    {
        using var process = Workspace.Start(
            program, [.. arguments, Path.Combine(AppContext.BaseDirectory, "presage"), "doctor", "--json", "--data", Workspace.Data]);
        return Diagnosed.Of(await Workspace.EndAsync(process));
    }

    public void Dispose() => Workspace.Dispose();
}

/// <summary>What the doctor says.</summary>
internal sealed record Diagnosed(int ExitCode, IReadOnlyList<Said> All)
{
    public static Diagnosed Of(Outcome outcome)
    {
        outcome.Error.ShouldNotContain("   at ");
        return new(
            outcome.ExitCode,
            [
                .. outcome.Document.GetProperty("checks").EnumerateArray().Select(matter => new Said(
                    Text(matter, "check")!, Text(matter, "state")!, Text(matter, "code"), Text(matter, "found")!, Text(matter, "remedy"))),
            ]);
    }

    /// <summary>The failure of a code, which the exit code tells, too.</summary>
    public Said Failure(string code)
    {
        ExitCode.ShouldBe(1, ToString());
        return Single("failed", code);
    }

    public Said Warning(string code) => Single("warning", code);

    public void ShouldBeWell()
    {
        All.Where(said => said.State is "failed" or "warning").ShouldBeEmpty();
        ExitCode.ShouldBe(0);
    }

    public override string ToString() => string.Join('\n', All);

    private Said Single(string state, string code)
    {
        var said = All.Where(one => one.State == state && one.Code == code).ToList();
        said.Count.ShouldBe(1, ToString());
        said[0].Remedy.ShouldNotBeNullOrEmpty();
        return said[0];
    }

    private static string? Text(JsonElement matter, string name) => matter.TryGetProperty(name, out var value) ? value.GetString() : null;
}

internal sealed record Said(string Check, string State, string? Code, string Found, string? Remedy);
