namespace Presage.Ingestion.Records;

/// <summary>What a file that is no table of text is, by its ending, and what to do with it.</summary>
internal static class ForeignFiles
{
    private const string Export = "export it as CSV";
    private const string Unpack = "unpack it";

    private static readonly Dictionary<string, string> s_tables = new(StringComparer.OrdinalIgnoreCase)
    {
        ["parquet"] = $"is a Parquet file: {Export}",
        ["pq"] = $"is a Parquet file: {Export}",
        ["feather"] = $"is a Feather file: {Export}",
        ["arrow"] = $"is an Arrow file: {Export}",
        ["orc"] = $"is an ORC file: {Export}",
        ["avro"] = $"is an Avro file: {Export}",
        ["xlsx"] = $"is an Excel workbook: {Export}",
        ["xlsm"] = $"is an Excel workbook: {Export}",
        ["xlsb"] = $"is an Excel workbook: {Export}",
        ["xls"] = $"is an Excel workbook: {Export}",
        ["ods"] = $"is a spreadsheet: {Export}",
        ["json"] = $"is a JSON file: {Export}",
        ["jsonl"] = $"is a JSON file: {Export}",
        ["ndjson"] = $"is a JSON file: {Export}",
        ["xml"] = $"is an XML file: {Export}",
        ["db"] = $"is a database: {Export}",
        ["sqlite"] = $"is a SQLite database: {Export}",
        ["sqlite3"] = $"is a SQLite database: {Export}",
        ["duckdb"] = $"is a DuckDB database: {Export}",
        ["mdb"] = $"is an Access database: {Export}",
        ["accdb"] = $"is an Access database: {Export}",
        ["dbf"] = $"is a dBASE table: {Export}",
        ["sql"] = $"is SQL: load it into its database and {Export}",
        ["mat"] = $"is a MATLAB file: {Export}",
        ["h5"] = $"is an HDF5 file: {Export}",
        ["hdf5"] = $"is an HDF5 file: {Export}",
        ["nc"] = $"is a NetCDF file: {Export}",
        ["npy"] = $"is a NumPy array: {Export}",
        ["npz"] = $"is a NumPy archive: {Export}",
        ["pkl"] = $"is a Python pickle: {Export}",
        ["pickle"] = $"is a Python pickle: {Export}",
        ["rds"] = $"is an R file: {Export}",
        ["rdata"] = $"is an R file: {Export}",
        ["sav"] = $"is an SPSS file: {Export}",
        ["dta"] = $"is a Stata file: {Export}",
        ["sas7bdat"] = $"is a SAS file: {Export}",
        ["tdms"] = $"is a TDMS file: {Export}",
        ["mf4"] = $"is an MDF file: {Export}",
        ["7z"] = $"is a 7-Zip archive: {Unpack}",
        ["rar"] = $"is a RAR archive: {Unpack}",
        ["tar"] = $"is a tar archive: {Unpack}",
        ["tgz"] = $"is a tar archive: {Unpack}",
        ["bz2"] = $"is packed with bzip2: {Unpack}",
        ["xz"] = $"is packed with xz: {Unpack}",
        ["zst"] = $"is packed with Zstandard: {Unpack}",
        ["lz4"] = $"is packed with LZ4: {Unpack}",
        ["gpg"] = "is encrypted: decrypt it",
        ["tmp"] = "is not complete: wait until it is",
        ["part"] = "is not complete: wait until it is",
        ["crdownload"] = "is not complete: wait until it is",
        ["pdf"] = "is a PDF document",
        ["doc"] = "is a document",
        ["docx"] = "is a document",
        ["pptx"] = "is a presentation",
        ["html"] = "is a web page",
        ["htm"] = "is a web page",
        ["png"] = "is an image",
        ["jpg"] = "is an image",
        ["jpeg"] = "is an image",
        ["gif"] = "is an image",
        ["svg"] = "is an image",
        ["tif"] = "is an image",
        ["tiff"] = "is an image",
        ["bmp"] = "is an image",
        ["dvc"] = "is a pointer of DVC: fetch the file with dvc pull",
    };

    private static readonly HashSet<string> s_besides = new(StringComparer.OrdinalIgnoreCase)
    {
        "md", "rst", "yaml", "yml", "toml", "ini", "cfg", "py", "ipynb", "r", "m", "sh", "ps1", "bat", "cs", "js", "java", "tex", "log",
        "lock", "css", "license", "sha256", "md5", "asc", "sig",
    };

    private static readonly string[] s_documents = ["readme", "license", "licence", "changelog", "copying", "makefile", "dockerfile"];

    /// <summary>Whether it explains or makes the tables that it lies beside.</summary>
    /// <param name="name">Perhaps with folders, as everywhere here.</param>
    public static bool IsBesides(string name) => s_besides.Contains(Ending(name)) || IsDocument(name);

    /// <summary>Whether its name is one that documents and programs have, whatever it ends in.</summary>
    public static bool IsDocument(string name) =>
        s_documents.Any(document => Path.GetFileNameWithoutExtension(name).Equals(document, StringComparison.OrdinalIgnoreCase));

    /// <summary>A predicate with, where there is one, what to do.</summary>
    public static string What(string name)
    {
        var ending = Ending(name);
        var unpacked = ending.Equals("gz", StringComparison.OrdinalIgnoreCase) ? Ending(Path.GetFileNameWithoutExtension(name)) : ending;
        return s_tables.TryGetValue(unpacked, out var what) ? what
            : IsBesides(name) ? "is no table"
            : ending.Length == 0 ? "has no ending: name the file itself if it is a table of text"
            : $"ends in .{ending}: name the file itself if it is a table of text";
    }

    private static string Ending(string name) => Path.GetExtension(name).TrimStart('.');
}
