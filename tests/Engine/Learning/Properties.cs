using FsCheck;
using FsCheck.Fluent;

namespace Presage.Tests.Engine.Learning;

/// <summary>Runs FsCheck properties from a fixed seed, so that a failure can be had again.</summary>
internal static class Properties
{
    public static void Hold(Property property, int tests = 300) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20150101UL, 4711UL));

    public static void Hold<T>(Func<T, bool> property, int tests = 300) => Hold(Prop.ForAll(property), tests);
}
