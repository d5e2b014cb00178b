using System.Text.RegularExpressions;
using Presage.Tests.Deployment.Manifests;

namespace Presage.Tests.Deployment.Rules;

/// <summary>Images have a version that stays what it is; those of Presage have the version of the code.</summary>
internal static partial class ImageRule
{
    public static IEnumerable<string> Check(ManifestSet manifests)
    {
        foreach (var container in manifests.Containers)
        {
            if (!ExactTag().IsMatch(container.Image))
                yield return $"{container}: the image {container.Image} has no exact version";
            else if (OfPresage().IsMatch(container.Image)
                && !container.Image.Split('@')[0].EndsWith($":{Repository.Version}", StringComparison.Ordinal))
                yield return $"{container}: the image {container.Image} is not of version {Repository.Version}";
        }
    }

    [GeneratedRegex(@":v?\d+\.\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$")]
    private static partial Regex ExactTag();

    [GeneratedRegex(@"(^|/)presage/")]
    private static partial Regex OfPresage();
}
