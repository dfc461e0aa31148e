// Leaves the empty fields of the conditions out of the address.
for (const form of document.querySelectorAll(".narrow form")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
}
