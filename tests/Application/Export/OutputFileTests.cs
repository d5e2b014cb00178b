using Presage.Application.Export;
using Presage.Engine;

namespace Presage.Tests.Application.Export;

public sealed class OutputFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("presage-output-");

    private string File => Path.Combine(_directory.FullName, "file");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_written_over_what_was_there()
    {
        await WriteAsync(File, "old and longer");

        await WriteAsync(File, "new");

        (await ReadAsync()).ShouldBe("new");
        _directory.GetFiles().Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_directory_is_made()
    {
        var file = Path.Combine(_directory.FullName, "a", "b", "file");

        await WriteAsync(file, "text");

        System.IO.File.Exists(file).ShouldBeTrue();
    }

    [Fact]
    public async Task What_fails_in_the_middle_leaves_what_was_there_and_nothing_else()
    {
        await WriteAsync(File, "old");

        await Should.ThrowAsync<InvalidOperationException>(() => OutputFile.WriteAsync<int>(File, async stream =>
        {
            await stream.WriteAsync("half"u8.ToArray(), TestContext.Current.CancellationToken);
            throw new InvalidOperationException();
        }));

        (await ReadAsync()).ShouldBe("old");
        _directory.GetFiles().Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_by_its_path()
    {
        var error = await Should.ThrowAsync<PresageException>(() => WriteAsync(_directory.FullName, "text"));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Unavailable, "unwritable-file"));
        error.Message.ShouldContain(_directory.FullName);
        Directory.Exists(_directory.FullName).ShouldBeTrue();
    }

    [Fact]
    public async Task A_device_is_written_to_and_stays_a_device()
    {
        const string device = "/dev/null";
        Assert.SkipUnless(System.IO.File.Exists(device), "This system has no /dev/null.");

        await WriteAsync(device, "text");

        new FileInfo(device).Attributes.HasFlag(FileAttributes.Archive).ShouldBeFalse();
        System.IO.File.ReadAllBytes(device).ShouldBeEmpty();
    }

    private Task<string> ReadAsync() => System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);

    private static Task<int> WriteAsync(string path, string text) => OutputFile.WriteAsync(path, async stream =>
    {
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        return text.Length;
    });
}
