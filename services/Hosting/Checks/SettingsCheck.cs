using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Presage.Hosting.Settings;
using Presage.Scenarios;

namespace Presage.Hosting.Checks;

/// <summary>Settings that nobody reads: a name that is written otherwise has no effect, and nothing else would say so.</summary>
/// <param name="configuration">What is configured.</param>
/// <param name="known">What is read.</param>
public sealed class SettingsCheck(IConfiguration configuration, KnownSettings known) : ICheck
{
    private const string Code = "unknown-setting";

    /// <summary>Sections that frameworks read.</summary>
    private static readonly string[] Foreign =
        ["Logging", "Kestrel", "ConnectionStrings", "HostOptions", "Metrics", "Console", "DOTNET", "ASPNETCORE"];

    public string Name => "settings";

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var (read, wrong) = (0, 0);
        foreach (var (key, value) in configuration.AsEnumerable().Where(pair => pair.Value is not null).OrderBy(pair => pair.Key))
        {
            if (Judge(key) is { } finding)
            {
                wrong++;
                yield return finding;
            }
            else if (key.Split(':') is [var section, _, ..] && known.Sections.Contains(section, StringComparer.OrdinalIgnoreCase))
                read++;
        }

        if (wrong == 0)
            yield return Finding.Ok(read == 1 ? "1 setting is made, and it is known." : $"{read} settings are made, and all are known.");
    }

    private Finding? Judge(string key)
    {
        if (key.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
        {
            var (section, name) = (key[..colon], key[(colon + 1)..]);
            return known.Sections.Contains(section, StringComparer.OrdinalIgnoreCase) ? JudgeName(section, name)
                : JudgeSection(section, name);
        }

        // With one underscore it is a variable of anybody's; only as we write them it is meant for us.
        if (key.IndexOf('_', StringComparison.Ordinal) is > 0 and var underscore
            && known.Sections.Contains(key[..underscore], StringComparer.Ordinal) && known.Has(key[..underscore], key[(underscore + 1)..]))
            return Unknown(key, Variable(key[..underscore], key[(underscore + 1)..]));

        return null;
    }

    private Finding? JudgeName(string section, string name)
    {
        var near = Near(section, name);
        return known.Has(section, name) || (near is null && Foreign.Contains(section, StringComparer.OrdinalIgnoreCase)) ? null
            : Unknown(Variable(section, name), near is null ? null : Variable(section, near));
    }

    private Finding? JudgeSection(string section, string name)
    {
        if (Foreign.Contains(section, StringComparer.OrdinalIgnoreCase) || Nearest.To(section, known.Sections) is not { } near)
            return null;

        return known.Has(near, name) || Near(near, name) is not null
            ? Unknown(Variable(section, name), Variable(near, known.Has(near, name) ? name : Near(near, name)!))
            : null;
    }

    private string? Near(string section, string name) => Nearest.To(name, known.NamesIn(section).Select(setting => setting.TrimEnd(':')));

    /// <summary>A slip of the pen leaves the process with something else than was meant; other names may be of another version.</summary>
    private static Finding Unknown(string variable, string? meant)
    {
        var found = $"There is no setting {variable}, so it has no effect.";
        return meant is null ? Finding.Warning(Code, found, "Remove it, or look its name up.")
            : Finding.Failed(Code, found, $"Did you mean {meant}? Give it that name, or remove it.");
    }

    private static string Variable(string section, string name) => $"{section}__{name.Replace(":", "__", StringComparison.Ordinal)}";
}
