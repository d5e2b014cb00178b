using Presage.Scenarios.Keys;

namespace Presage.Jobs.Reading;

/// <summary>An argument of a kind of step.</summary>
/// <param name="Key">What the reference tells of it; a default in it is what the reader takes.</param>
/// <param name="IsList">Whether it is a list, or a single value for a list of one.</param>
/// <param name="IsMapping">Whether it is a mapping of freely chosen names.</param>
internal sealed record ArgumentKey(YamlKey Key, Argument Type, bool IsList = false, bool IsMapping = false);
