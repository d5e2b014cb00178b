using Presage.Engine;
using YamlDotNet.Core;

namespace Presage.Scenarios.Yaml;

/// <summary>What is told about a mistake in a document: where it is, what is wrong and what was expected.</summary>
public static class Mistake
{
    public static PresageException At(YamlSource source, Mark mark, string wrong, string expected, Exception? inner = null) =>
        new(
            ErrorKind.Invalid, source.Code, $"{source.Place}, line {mark.Line}, column {mark.Column}: {wrong}.",
            expected.EndsWith('?') ? expected : $"{expected}.", inner);
}
