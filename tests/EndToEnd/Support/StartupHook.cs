/// <summary>
/// The runtime calls it before the program's own entry when <c>DOTNET_STARTUP_HOOKS</c> names this assembly; it must have this name and
/// stand in no namespace. In the end it writes the names of everything that the process has loaded into the file that
/// <see cref="Variable"/> names.
/// </summary>
internal static class StartupHook
{
    public const string Variable = "PRESAGE_TEST_LOADED";

    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) => File.AppendAllLines(
        Environment.GetEnvironmentVariable(Variable)!,
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!));
}
