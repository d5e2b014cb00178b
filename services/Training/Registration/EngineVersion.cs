using Presage.Engine.Learning;

namespace Presage.Training.Registration;

internal static class EngineVersion
{
    public static string Text { get; } = typeof(Model).Assembly.GetName().Version!.ToString(3);
}
