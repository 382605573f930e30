// Loads a SavedModel with TensorFlow's C library and predicts. No .NET, no Python.
//
//   g++ -std=c++17 load-saved-model.cpp -o load-saved-model -L$DEEPKERAS_TENSORFLOW -l:libtensorflow.so.2 -l:libtensorflow_framework.so.2
//   ./load-saved-model [SAVED_MODEL] [ROWS.csv]

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#if __has_include(<tensorflow/c/c_api.h>)
#include <tensorflow/c/c_api.h>
#else
// What is used of tensorflow/c/c_api.h, for a library that came without its headers.
extern "C" {
typedef struct TF_Status TF_Status;
typedef struct TF_Graph TF_Graph;
typedef struct TF_Session TF_Session;
typedef struct TF_SessionOptions TF_SessionOptions;
typedef struct TF_Operation TF_Operation;
typedef struct TF_Tensor TF_Tensor;
typedef struct TF_Buffer { const void* data; size_t length; void (*data_deallocator)(void*, size_t); } TF_Buffer;
typedef struct TF_Output { TF_Operation* oper; int index; } TF_Output;
typedef enum TF_DataType { TF_FLOAT = 1 } TF_DataType;
TF_Status* TF_NewStatus(void);
int TF_GetCode(const TF_Status*);
const char* TF_Message(const TF_Status*);
void TF_DeleteStatus(TF_Status*);
TF_Buffer* TF_NewBuffer(void);
void TF_DeleteBuffer(TF_Buffer*);
TF_Graph* TF_NewGraph(void);
void TF_DeleteGraph(TF_Graph*);
TF_SessionOptions* TF_NewSessionOptions(void);
void TF_DeleteSessionOptions(TF_SessionOptions*);
TF_Session* TF_LoadSessionFromSavedModel(const TF_SessionOptions*, const TF_Buffer*, const char*, const char* const*, int, TF_Graph*, TF_Buffer*, TF_Status*);
void TF_CloseSession(TF_Session*, TF_Status*);
void TF_DeleteSession(TF_Session*, TF_Status*);
TF_Operation* TF_GraphOperationByName(TF_Graph*, const char*);
TF_Tensor* TF_AllocateTensor(TF_DataType, const int64_t*, int, size_t);
void* TF_TensorData(const TF_Tensor*);
int64_t TF_Dim(const TF_Tensor*, int);
void TF_DeleteTensor(TF_Tensor*);
void TF_SessionRun(TF_Session*, const TF_Buffer*, const TF_Output*, TF_Tensor* const*, int, const TF_Output*, TF_Tensor**, int, const TF_Operation* const*, int, TF_Buffer*, TF_Status*);
}
#endif

namespace {

// A protocol buffer's fields, as far as they are needed: a number, and what stands in it where it is a text or a message.
struct Message {
    const uint8_t* at;
    const uint8_t* end;

    uint64_t number() {
        uint64_t value = 0;
        for (int shift = 0; at < end && shift < 64; shift += 7) {
            const uint8_t byte = *at++;
            value |= static_cast<uint64_t>(byte & 127) << shift;
            if (byte < 128) return value;
        }
        throw std::runtime_error("the model's description is damaged");
    }

    void skip(uint64_t bytes) {
        if (bytes > static_cast<uint64_t>(end - at)) throw std::runtime_error("the model's description is damaged");
        at += bytes;
    }

    // The first text or message with this field's number, from here on.
    bool find(uint64_t field, Message& found) {
        while (at < end) {
            const uint64_t key = number();
            switch (key & 7) {
                case 0: number(); break;
                case 1: skip(8); break;
                case 5: skip(4); break;
                case 2: {
                    const uint64_t length = number();
                    const uint8_t* begin = at;
                    skip(length);
                    if (key >> 3 == field) {
                        found = {begin, at};
                        return true;
                    }
                    break;
                }
                default: throw std::runtime_error("the model's description is damaged");
            }
        }
        return false;
    }

    std::string text() const { return {reinterpret_cast<const char*>(at), static_cast<size_t>(end - at)}; }
};

// The value of a key in a map<string, message>; an empty key takes the first.
bool entry(Message map, uint64_t field, const std::string& key, Message& value) {
    for (Message item; map.find(field, item);) {
        Message name = item, content = item;
        Message nameText{};
        if (name.find(1, nameText) && (key.empty() || nameText.text() == key) && content.find(2, value)) return true;
    }
    return false;
}

// The tensor behind a signature's first input (1) or output (2), such as "serving_default_x:0".
std::string tensorOf(const TF_Buffer* description, const std::string& signature, uint64_t side) {
    const auto* bytes = static_cast<const uint8_t*>(description->data);
    Message meta{bytes, bytes + description->length}, found{}, info{}, name{};
    if (!entry(meta, 5, signature, found)) throw std::runtime_error("there is no signature " + signature);
    if (!entry(found, side, "", info) || !info.find(1, name)) throw std::runtime_error("the signature has no tensor");
    return name.text();
}

TF_Output outputOf(TF_Graph* graph, const std::string& tensor) {
    const size_t colon = tensor.rfind(':');
    TF_Operation* operation = TF_GraphOperationByName(graph, tensor.substr(0, colon).c_str());
    if (!operation) throw std::runtime_error("the graph has no node " + tensor);
    return {operation, colon == std::string::npos ? 0 : std::atoi(tensor.c_str() + colon + 1)};
}

void check(const TF_Status* status, const std::string& what) {
    if (TF_GetCode(status) != 0) throw std::runtime_error(what + ": " + TF_Message(status));
}

// The images of a CSV file: a header, then the digit and its pixels in each line.
std::vector<std::vector<float>> read(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::vector<std::vector<float>> rows;
    std::string line, cell;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream cells(line);
        std::getline(cells, cell, ',');
        rows.emplace_back();
        while (std::getline(cells, cell, ',')) rows.back().push_back(std::stof(cell));
        if (rows.back().size() != rows.front().size()) throw std::runtime_error(path + ": a line has another number of pixels");
    }
    if (rows.empty()) throw std::runtime_error(path + " has no rows");
    return rows;
}

void predict(const std::string& folder, const std::vector<std::vector<float>>& rows) {
    TF_Status* status = TF_NewStatus();
    TF_Graph* graph = TF_NewGraph();
    TF_SessionOptions* options = TF_NewSessionOptions();
    TF_Buffer* description = TF_NewBuffer();
    const char* tag = "serve";
    TF_Session* session = TF_LoadSessionFromSavedModel(options, nullptr, folder.c_str(), &tag, 1, graph, description, status);
    check(status, "loading " + folder);

    const int64_t shape[] = {static_cast<int64_t>(rows.size()), static_cast<int64_t>(rows[0].size())};
    TF_Tensor* batch = TF_AllocateTensor(TF_FLOAT, shape, 2, sizeof(float) * shape[0] * shape[1]);
    auto* pixels = static_cast<float*>(TF_TensorData(batch));
    for (const auto& row : rows) pixels = std::copy(row.begin(), row.end(), pixels);

    const TF_Output input = outputOf(graph, tensorOf(description, "serving_default", 1));
    const TF_Output output = outputOf(graph, tensorOf(description, "serving_default", 2));
    TF_Tensor* result = nullptr;
    TF_SessionRun(session, nullptr, &input, &batch, 1, &output, &result, 1, nullptr, 0, nullptr, status);
    check(status, "running serving_default");

    const auto* probabilities = static_cast<const float*>(TF_TensorData(result));
    const int64_t classes = TF_Dim(result, 1);
    for (size_t i = 0; i < rows.size(); i++, probabilities += classes) {
        std::printf("%d", static_cast<int>(std::max_element(probabilities, probabilities + classes) - probabilities));
        for (int64_t c = 0; c < classes; c++) std::printf(" %.7f", probabilities[c]);
        std::printf("\n");
    }

    TF_DeleteTensor(batch);
    TF_DeleteTensor(result);
    TF_CloseSession(session, status);
    TF_DeleteSession(session, status);
    TF_DeleteBuffer(description);
    TF_DeleteSessionOptions(options);
    TF_DeleteGraph(graph);
    TF_DeleteStatus(status);
}

}  // namespace

int main(int count, char** arguments) {
    try {
        predict(count > 1 ? arguments[1] : "../../models/digits-mlp/saved_model", read(count > 2 ? arguments[2] : "../digits.csv"));
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "load-saved-model: %s\n", error.what());
        return 1;
    }
}
