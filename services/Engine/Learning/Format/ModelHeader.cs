using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>
/// What a model needs and gives, for whoever plans work with it: the beginning of its bytes, read without the classifier.
/// </summary>
/// <param name="Preset">Name of the feature preset.</param>
/// <param name="Horizon">Label horizon in <see cref="UnixTime"/> units.</param>
/// <param name="Components">Names of the components, in the classifier's order.</param>
/// <param name="Columns">The inputs, in the classifier's order.</param>
public sealed record ModelHeader(string Preset, long Horizon, IReadOnlyList<string> Components, IReadOnlyList<FeatureColumn> Columns)
{
    /// <exception cref="PresageException">The bytes are damaged, too large, of a newer version or not a model at all.</exception>
    public static ModelHeader FromBytes(ReadOnlySpan<byte> bytes) => ModelFormat.ReadHeader(bytes);
}
