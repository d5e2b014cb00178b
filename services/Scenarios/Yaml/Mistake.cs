using Presage.Engine;
using YamlDotNet.Core;

namespace Presage.Scenarios.Yaml;

/// <summary>What is told about a mistake in a scenario: where it is, what is wrong and what was expected.</summary>
internal static class Mistake
{
    public const string Code = "bad-scenario";

    public static PresageException At(string place, Mark mark, string wrong, string expected, Exception? inner = null) =>
        new(Code, $"{place}, line {mark.Line}, column {mark.Column}: {wrong}.", $"{expected}.", inner);
}
